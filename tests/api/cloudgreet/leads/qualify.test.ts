import { beforeEach, describe, expect, it } from "vitest";
import { POST as qualifyPost } from "@/app/api/cloudgreet/leads/[id]/qualify/route";
import { GET, PUT } from "@/app/api/cloudgreet/leads/[id]/route";
import { POST } from "@/app/api/cloudgreet/leads/route";
import {
  dataOf,
  failure,
  get,
  INSTANT,
  invalidFields,
  post,
  put,
  signUp,
  success,
  twoAccounts,
  unknownId,
  withRole,
} from "../../support";

const accounts = twoAccounts();
/** The document's body. */
const EXAMPLE = { criteria: { budget: "high", timeline: "immediate", decision_maker: true } };
const CRITERIA = [
  { signal: "criteria.budget", points: 20, detail: "Budget: high." },
  { signal: "criteria.timeline", points: 20, detail: "Timeline: immediate." },
  { signal: "criteria.decision_maker", points: 15, detail: "Decides alone." },
];
const RECORD = [
  { signal: "name", points: 5, detail: "Gave a name." },
  { signal: "source", points: 5, detail: "Came by web." },
];
let id: string;
beforeEach(async () => {
  id = String(dataOf(await post(POST, { as: accounts.owner, body: { name: "John Doe" } })).id);
});
const qualify = (body: unknown, as = accounts.owner, of = id) => post(qualifyPost, { as, id: of, body });
const lead = (qualification_score: number, status: string, score_reasons: object[]) =>
  success({
    id,
    business_id: accounts.owner.businessId,
    phone: null,
    name: "John Doe",
    email: null,
    status,
    source: "web",
    qualification_score,
    notes: "",
    created_at: INSTANT,
    updated_at: INSTANT,
    score_reasons,
  });

describe("POST: 200", () => {
  it("takes the document's body and explains every point", async () => {
    const answer = await qualify(EXAMPLE);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(lead(65, "qualified", [...CRITERIA, ...RECORD]));
    expect(dataOf(await get(GET, { as: accounts.owner, id }))).toMatchObject({
      status: "qualified",
      qualification_score: 65,
    });
  });

  it("counts the same answers once, however often they come", async () => {
    const first = await qualify(EXAMPLE);
    const again = await qualify(EXAMPLE);
    expect(dataOf(again)).toEqual({ ...dataOf(first), updated_at: INSTANT });
  });

  it("keeps earlier answers, also through a change of the lead, and replaces those to the same question", async () => {
    await qualify(EXAMPLE);
    await put(PUT, { as: accounts.owner, id, body: { notes: "" } });
    const answer = await qualify({ criteria: { budget: "low" } });
    const low = { signal: "criteria.budget", points: -10, detail: "Budget: low." };
    const [, timeline, decision] = CRITERIA;
    expect(answer.body).toEqual(
      lead(
        35,
        "unqualified",
        [timeline, decision, low, ...RECORD].filter((reason) => reason !== undefined),
      ),
    );
  });

  it.each([{}, { criteria: {} }, { criteria: { budget: null, favourite_colour: "blue" } }])(
    "judges by the record alone with %j",
    async (body) => {
      expect((await qualify(body)).body).toEqual(lead(10, "unqualified", RECORD));
    },
  );

  it("leaves a converted lead converted", async () => {
    await put(PUT, { as: accounts.owner, id, body: { status: "converted" } });
    expect((await qualify(EXAMPLE)).body).toEqual(lead(65, "converted", [...CRITERIA, ...RECORD]));
  });
});

describe("POST: refusals", () => {
  it("refuses a guest, and changes nothing", async () => {
    const guest = await withRole(await signUp(), "guest", accounts.owner.raw.businessId);
    const answer = await qualify(EXAMPLE, guest);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(failure("AUTH_INSUFFICIENT_PERMISSIONS"));
    expect(dataOf(await get(GET, { as: accounts.owner, id }))).toMatchObject({ qualification_score: 10 });
  });

  it("hides the lead from strangers like one that is not there", async () => {
    const answers = [
      await qualify(EXAMPLE, accounts.stranger),
      await qualify(EXAMPLE, accounts.owner, "lead_789"),
      await qualify(EXAMPLE, accounts.owner, unknownId("lead")),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    for (const { body } of answers) expect(body).toEqual(failure("LEAD_NOT_FOUND", "Lead not found"));
  });

  it.each([
    [{ criteria: "high" }, "criteria"],
    [{ criteria: { budget: 5000 } }, "criteria.budget"],
    [{ criteria: { timeline: "x".repeat(201) } }, "criteria.timeline"],
    [{ criteria: { decision_maker: "yes" } }, "criteria.decision_maker"],
  ])("refuses %j", async (body, field) => {
    const answer = await qualify(body);
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(invalidFields(field));
  });
});
