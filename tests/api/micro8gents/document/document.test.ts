import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startTestStripe, type TestStripe } from "../../../support/stripe";
import { type Answer, REQUEST_ID } from "../../support";
import { vendorKeys } from "../../vendors";
import { type Office, openOffice, served } from "../office";
import { DOCUMENTED, type Documented, type Ready } from "./documented";
import { nothing } from "./ready";
import { differences, variantsOf } from "./spec";
import { sampleOf } from "./values";

vendorKeys();
let stripe: TestStripe;
beforeAll(async () => {
  stripe = await startTestStripe();
});
afterAll(() => stripe.close());
const open = (): Promise<Office> => openOffice(undefined, { payments: stripe.payments });

const answered = Object.entries(DOCUMENTED).filter(([name]) => !name.includes("/webhooks/"));
const examples = answered.flatMap(([name, documented]) =>
  Object.entries(documented.body ? variantsOf(documented.body, sampleOf) : { "as it is": null }).map(
    ([variant, body]) => [name, variant, documented, body] as const,
  ),
);

async function ask(
  name: string,
  ready: Ready,
  body: Record<string, unknown> | null,
  office: Office,
): Promise<{ answer: Answer; sent: Record<string, unknown> }> {
  const { body: own, ...sending } = await ready(office);
  const sent = { ...body, ...(own as object) };
  return { sent, answer: await office.ask(name, { ...sending, ...(body ? { body: sent } : {}) }) };
}

const EVERY_FIELD = "with every field";
const exampleOf = ({ body }: Documented) => (body ? (variantsOf(body, sampleOf)[EVERY_FIELD] ?? null) : null);

/** What was sent of the fields that the answer shows again. */
const shownAgain = (sent: Record<string, unknown>, { answer, differs }: Documented) =>
  Object.fromEntries(Object.entries(sent).filter(([field]) => field in Object(answer) && field !== differs));

describe("the document's endpoints", () => {
  it("are 31, each listed here", () => {
    expect(Object.keys(DOCUMENTED)).toHaveLength(31);
  });

  it("are all served, and no other", () => {
    expect([...served.keys()].sort()).toEqual(Object.keys(DOCUMENTED).sort());
  });
});

describe("the document's request, as published", () => {
  it.each(examples)("%s %s", async (name, variant, documented, body) => {
    const office = await open();
    const { answer, sent } = await ask(name, documented.ready ?? nothing, body, office);
    expect(answer.body).not.toHaveProperty("errors");
    expect(answer.status).toBe(documented.statuses[0]);
    expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
    expect(differences(answer.body, documented.answer)).toEqual([]);
    if (variant === EVERY_FIELD) expect(answer.body).toMatchObject(shownAgain(sent, documented));
  });
});

const cells = Object.entries(DOCUMENTED).flatMap(([name, documented]) =>
  documented.statuses
    .filter((status) => status >= 400 && !documented.never?.[status])
    .map((status) => [name, status, documented] as const),
);

/** The usual ways to a refusal: a body of the wrong kind, nobody who asks, an id that nothing has. */
async function refused(name: string, status: number, documented: Documented): Promise<Answer> {
  const office = await open();
  const special = documented.meets?.[status];
  if (special) return (await ask(name, special, exampleOf(documented), office)).answer;
  if (status === 400) {
    const { id } = await (documented.ready ?? nothing)(office);
    return office.ask(name, { ...(id ? { id } : {}), body: "{" });
  }
  if (status === 401) return office.ask(name, { headers: {}, id: "1" });
  const body = exampleOf(documented);
  return office.ask(name, { id: "999999999999", ...(body ? { body } : {}) });
}

describe("the document's statuses", () => {
  it.each(cells)("%s: %i", async (name, status, documented) => {
    const answer = await refused(name, status, documented);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ message: expect.any(String), errors: expect.any(Object) });
    expect(answer.headers.get("x-request-id")).toEqual(REQUEST_ID);
  });

  it("that cannot be met are few, and said why", () => {
    const never = Object.entries(DOCUMENTED).flatMap(([name, { never = {} }]) =>
      Object.keys(never).map((status) => `${name}: ${status}`),
    );
    expect(never).toEqual(["GET /business/info: 404", "GET /business/hours: 404"]);
  });
});

describe("a wrong body", () => {
  const withBody = answered.filter(([, { body, statuses }]) => body && statuses.includes(400));

  it.each(withBody)(
    "%s names every field that is wrong, with what is wrong about it",
    async (name, documented) => {
      const office = await open();
      const { id } = await (documented.ready ?? nothing)(office);
      const body = Object.fromEntries(Object.keys(documented.body ?? {}).map((field) => [field, 7]));
      const answer = await office.ask(name, { ...(id ? { id } : {}), body });
      expect(answer.status).toBe(400);
      const { errors } = answer.body as { errors: Record<string, unknown> };
      const wrong = expect.arrayContaining([expect.any(String)]);
      expect(errors).toEqual(Object.fromEntries(Object.keys(body).map((field) => [field, wrong])));
    },
  );
});

describe("an answer that falls short of the document", () => {
  const spec = {
    id: "number",
    calls: [{ status: "missed|completed", phone: "string|null", createdAt: "string" }],
  } as const;
  const row = { status: "missed", phone: null, createdAt: "2026-01-15T10:30:00.000Z" };
  it.each([
    [{ id: 1, calls: [row], more: true }, []],
    [{ id: "1", calls: [row] }, ['id: "1" is no number']],
    [{ calls: [row] }, ["id: is missing"]],
    [{ id: 1, calls: [] }, ["calls: an empty list shows nothing"]],
    [{ id: 1, calls: [{ ...row, status: "null" }] }, ['calls[].status: "null" is no missed|completed']],
    [{ id: 1, calls: [{ ...row, status: "busy" }] }, ['calls[].status: "busy" is no missed|completed']],
    [{ id: 1, calls: [{ ...row, phone: 1 }] }, ["calls[].phone: 1 is no string|null"]],
    [{ id: 1, calls: [{ ...row, createdAt: "today" }] }, ["calls[].createdAt: today is no instant in UTC"]],
  ])("%j", (actual, expected) => {
    expect(differences(actual, spec)).toEqual(expected);
  });
});
