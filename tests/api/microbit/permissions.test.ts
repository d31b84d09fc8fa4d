import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROLES } from "@/lib/domain/permissions";
import { startTestVendors, type TestVendors } from "../../support/vendors";
import type { Answer } from "../support";
import { portsAt } from "./assistants/desk";
import { accountRows, settingRows } from "./matrix/accounts";
import { assistantRows } from "./matrix/assistants";
import { calendarRows } from "./matrix/calendars";
import { apiKeyOf, platformAdminOf } from "./matrix/callers";
import type { Caller, Row, Rows } from "./matrix/row";
import { workspaceRows } from "./matrix/workspaces";
import { type Office, openOffice, refusal, served } from "./office";

/** Every endpoint. A new one fails the test below until a file of matrix/ has a row for it. */
const MATRIX: Rows = {
  ...accountRows,
  ...workspaceRows,
  ...assistantRows,
  ...calendarRows,
  ...settingRows,
};

const CALLERS: Caller[] = [...ROLES, "key", "stranger", "platform admin", "nobody"];
const cells = [...served.keys()].flatMap((name) => {
  const row = MATRIX[name];
  return row ? CALLERS.map((caller) => [name, caller, row] as const) : [];
});

let vendors: TestVendors;
let office: Office;
let apiKey: Record<string, string>;
afterAll(() => vendors.close());
beforeAll(async () => {
  vendors = await startTestVendors();
  office = await openOffice(undefined, { vendors: portsAt(vendors) });
  for (const role of ROLES)
    office.people.set(role, role === "owner" ? office.owner : await office.join(role));
  office.people.set("stranger", (await openOffice()).owner);
  office.people.set("platform admin", await platformAdminOf(office));
  apiKey = await apiKeyOf(office);
});

async function ask(name: string, row: Row, caller: Caller): Promise<Answer> {
  const about = (await row.about?.(office, caller)) ?? {};
  const body = typeof row.body === "function" ? row.body() : row.body;
  const headers = caller === "key" ? apiKey : (office.people.get(caller)?.headers ?? {});
  return office.ask(name, { ...(body ? { body } : {}), headers, ...about });
}

function expected(row: Row, caller: Caller): { status: number; body: unknown } {
  const success = {
    status: row.status ?? 200,
    body: expect.not.objectContaining({ error: expect.anything() }),
  };
  const refused = { status: 403, body: refusal() };
  if (caller === "nobody")
    return row.nobody ? success : { status: 401, body: refusal("Authentication required") };
  if (caller === "key") return row.key ? refused : success;
  if (caller === "platform admin") return row.platformAdmin ? success : expected(row, "stranger");
  if (caller === "stranger" && row.stranger === "forbidden") return refused;
  if (caller === "stranger")
    return row.stranger === "success"
      ? success
      : { status: 404, body: refusal(`${row.stranger ?? "Workspace"} not found`) };
  return row.allowed.includes(caller) ? success : refused;
}

describe("who may do what", () => {
  it("is said of every endpoint, and of no other", () => {
    const names = [...served.keys()];
    expect(names.filter((name) => !Object.hasOwn(MATRIX, name))).toEqual([]);
    expect(Object.keys(MATRIX).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(cells)("%s: %s", async (name, caller, row) => {
    const { status, body } = await ask(name, row, caller);
    expect({ status, body }).toEqual(expected(row, caller));
  });
});
