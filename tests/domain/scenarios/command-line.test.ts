import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { saveAgentDraft } from "@/lib/domain/agents";
import { type Context, inTenant } from "@/lib/domain/context";
import { listSuiteRuns, saveScenario } from "@/lib/domain/scenarios";
import { suiteCommand } from "../../../scripts/suite/command";
import { openPractice, type Practice, scenarioOf } from "./practice";

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|amp);/g, (_all, name: string) =>
    name === "lt" ? "<" : name === "gt" ? ">" : name === "quot" ? '"' : "&",
  );

/** Reads XML without comments and CDATA. @throws Error where it is not well-formed. */
function parseXml(xml: string): Element {
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const body = xml.replace(/^<\?xml [^?]*\?>\n/, "");
  for (const [token] of body.matchAll(/<[^<>]*>|[^<>]+/g)) {
    const top = open.at(-1);
    const tag = token.match(/^<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)>$/);
    if (!top || (token.startsWith("<") && !tag)) throw new Error(`Not well-formed: ${token}`);
    if (!tag) {
      if (/&(?!(?:lt|gt|quot|amp);)/.test(token)) throw new Error(`A bare ampersand: ${token}`);
      top.text += unescaped(token);
    } else if (tag[1]) {
      if (top.name !== tag[2]) throw new Error(`${top.name} ends as ${tag[2]}`);
      open.pop();
    } else {
      const attributes = [...(tag[3] ?? "").matchAll(/([a-z]+)="([^"]*)"/g)].map(
        ([, name = "", value = ""]) => [name, unescaped(value)],
      );
      const child = {
        name: tag[2] ?? "",
        attributes: Object.fromEntries(attributes),
        children: [],
        text: "",
      };
      top.children.push(child);
      open.push(child);
    }
  }
  const [document] = root.children;
  if (open.length > 1 || !document) throw new Error("Not closed");
  return document;
}

const HOURS = scenarioOf({
  name: 'Hours & "closing" <time>',
  opening: "When are you open?",
  expectations: [{ kind: "says", text: "9 AM to 5 PM" }],
});
const FAILING = scenarioOf({
  name: "Wants what is not there",
  opening: "When are you open?",
  expectations: [{ kind: "takes_message" }, { kind: "ends" }],
});
const PAST = scenarioOf({
  name: "In the past",
  opening: "Hello",
  appointments: [{ startsAtLocal: "2026-03-01T10:00" }],
  expectations: [{ kind: "ends" }],
});

let practice: Practice;
let slug: string;
let folder: string;
let system: Context;

beforeAll(async () => {
  practice = await openPractice();
  folder = await mkdtemp(path.join(tmpdir(), "suite-"));
  system = { ...practice.ctx, business: null, actor: { kind: "system", reason: "test" } };
  slug = await inTenant(practice.ctx, async ({ trx }) => {
    const row = await trx
      .selectFrom("businesses")
      .select("slug")
      .where("id", "=", practice.businessId)
      .executeTakeFirstOrThrow();
    return row.slug;
  });
});

async function command(...args: string[]) {
  const said: string[] = [];
  const code = await suiteCommand(args, system, (text) => said.push(text));
  return { code, said: said.join("\n") };
}

async function fileOf(content: unknown): Promise<string> {
  const file = path.join(folder, "scenarios.json");
  await writeFile(file, JSON.stringify(content));
  return file;
}

describe("the suite on the command line", () => {
  it("runs a file of scenarios, keeps nothing, and writes JUnit", async () => {
    const junit = path.join(folder, "junit.xml");
    const file = await fileOf([HOURS, FAILING, PAST]);
    const { code, said } = await command("--business", slug, "--file", file, "--junit", junit);
    expect(code).toBe(1);
    expect(said).toMatch(/^ok {5}Hours/);
    expect(said).toContain("Not met: takes a message");
    expect(said).toContain("Harbor Dental, live: 1 passed, 2 failed");
    const document = parseXml(await readFile(junit, "utf8"));
    const counts = { tests: "3", failures: "1", errors: "1" };
    expect(document).toMatchObject({ name: "testsuites", attributes: counts });
    const [suite] = document.children;
    expect(suite).toMatchObject({
      name: "testsuite",
      attributes: { ...counts, name: "Harbor Dental, live" },
    });
    expect(
      suite?.children.map(({ attributes, children }) => [attributes.name, children.map(({ name }) => name)]),
    ).toEqual([
      ['Hours & "closing" <time>', ["system-out"]],
      ["Wants what is not there", ["failure", "system-out"]],
      ["In the past", ["error", "system-out"]],
    ]);
    expect(suite?.children[1]?.children[0]).toMatchObject({
      attributes: { message: "Not met: takes a message" },
      text: "Not met: takes a message",
    });
    expect(suite?.children[0]?.children[0]?.text).toContain("Caller: When are you open?");
    expect(await listSuiteRuns(practice.ctx, { page: 1, limit: 10 })).toMatchObject({ total: 0 });
  });

  it("runs the suite of a business by its id, against the draft, and keeps the run", async () => {
    const own = await openPractice();
    await saveAgentDraft(own.ctx, { id: own.agent.id, greeting: "Good day." });
    const suite = await command("--business", own.businessId, "--draft");
    expect(suite.said).toContain("Harbor Dental, draft: 5 passed, 0 failed");
    expect(suite.code).toBe(0);
    await saveScenario(own.ctx, FAILING);
    expect((await command("--business", own.businessId, "--agent", own.agent.id)).code).toBe(1);
    const { items } = await listSuiteRuns(own.ctx, { page: 1, limit: 10 });
    expect(
      items
        .map(({ agentVersion, passed, failed, startedBy }) => [agentVersion, passed, failed, startedBy])
        .sort(),
    ).toEqual(
      [
        [1, 5, 1, null],
        [null, 5, 0, null],
      ].sort(),
    );
  });

  it("says what is wrong with what it was given", async () => {
    expect(await command()).toMatchObject({ code: 2, said: expect.stringContaining("--business") });
    expect(await command("--help")).toMatchObject({ code: 0 });
    await expect(command("--business", "nobody")).rejects.toThrow(
      "There is no business with the slug or id nobody.",
    );
    await expect(command("--bogus")).rejects.toThrow("bogus");
    const file = await fileOf([{ ...HOURS, opening: "" }]);
    await expect(command("--business", slug, "--file", file)).rejects.toThrow("Must not be empty.");
    await expect(command("--business", slug, "--agent", "x")).rejects.toThrow("Some fields are not valid.");
  });
});
