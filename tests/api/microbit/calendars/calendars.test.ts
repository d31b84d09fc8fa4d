import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createAgent } from "@/lib/domain/agents";
import { ids } from "@/lib/editions/microbit/ids";
import { INSTANT, idOf } from "../../support";
import { type Office, openOffice, refusal } from "../office";
import { openCalendar, systemIn, wrong } from "../open-calendar";

const LIST = "GET /workspaces/:workspaceId/calendars";
const MAKE = "POST /workspaces/:workspaceId/calendars";
const GET = "GET /workspaces/:workspaceId/calendars/:id";
const PUT = "PUT /workspaces/:workspaceId/calendars/:id";
const DELETE = "DELETE /workspaces/:workspaceId/calendars/:id";

const assistantOf = async (office: Office): Promise<string> =>
  ids.write("assistant", (await createAgent(await systemIn(office), { name: "Support Bot" })).id);

describe("201 and 200", () => {
  it("a calendar is made, listed, read, changed and deleted", async () => {
    const office = await openOffice();
    const [one, other] = [await assistantOf(office), await assistantOf(office)];
    const body = { name: "Support Calendar", assistant_id: one };
    const made = await office.ask(MAKE, { body });
    const calendar = {
      id: idOf("cal"),
      workspace_id: office.workspaceId,
      ...body,
      created_at: INSTANT,
      updated_at: INSTANT,
    };
    expect([made.status, made.body]).toEqual([201, { calendar }]);
    const { id } = (made.body as { calendar: { id: string } }).calendar;
    expect((await office.ask(LIST)).body).toEqual({ calendars: [{ ...calendar, id }] });
    expect((await office.ask(GET, { id })).body).toEqual(made.body);

    const change = { name: "Updated Calendar Name", assistant_id: other };
    const changed = await office.ask(PUT, { id, body: change });
    expect([changed.status, changed.body]).toEqual([200, { calendar: { ...calendar, id, ...change } }]);
    const renamed = await office.ask(PUT, { id, body: { name: "Again" } });
    expect(renamed.body).toMatchObject({ calendar: { name: "Again", assistant_id: other } });
    const parted = await office.ask(PUT, { id, body: { assistant_id: null } });
    expect(parted.body).toMatchObject({ calendar: { name: "Again", assistant_id: null } });

    const gone = await office.ask(DELETE, { id });
    expect([gone.status, gone.body]).toEqual([200, { message: "Calendar deleted" }]);
    expect((await office.ask(LIST)).body).toEqual({ calendars: [] });
    for (const name of [GET, PUT, DELETE]) {
      const answer = await office.ask(name, { id, ...(name === PUT ? { body: {} } : {}) });
      expect([answer.status, answer.body]).toEqual([404, refusal("Calendar not found")]);
    }
  });

  it("nobody's calendar has null for its assistant", async () => {
    const office = await openOffice();
    const made = await office.ask(MAKE, { body: { name: "Room 1" } });
    expect(made.body).toMatchObject({ calendar: { name: "Room 1", assistant_id: null } });
  });
});

describe("400", () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });

  it.each([
    ["no name", {}, "name"],
    ["an empty name", { name: "  " }, "name"],
    ["a name that is too long", { name: "x".repeat(201) }, "name"],
    ["an assistant that is no text", { name: "A", assistant_id: 7 }, "assistant_id"],
  ])("%s", async (_, body, field) => {
    const answer = await office.ask(MAKE, { body });
    expect([answer.status, answer.body]).toEqual([400, wrong(field)]);
  });
});

describe("404", () => {
  it("an assistant of another workspace, and one that is none", async () => {
    const [office, other] = [await openOffice(), await openOffice()];
    for (const assistant_id of [await assistantOf(other), ids.write("assistant", randomUUID()), "x"]) {
      const answer = await office.ask(MAKE, { body: { name: "A", assistant_id } });
      expect([answer.status, answer.body]).toEqual([404, refusal("Assistant not found")]);
    }
    const { office: mine, calendarId: id } = await openCalendar();
    const answer = await mine.ask(PUT, { id, body: { name: "B", assistant_id: await assistantOf(other) } });
    expect([answer.status, answer.body]).toEqual([404, refusal("Assistant not found")]);
    expect((await mine.ask(GET, { id })).body).toMatchObject({ calendar: { name: "Support Calendar" } });
    expect((await office.ask(LIST)).body).toEqual({ calendars: [] });
  });

  it("a workspace of others, and their calendar under one's own", async () => {
    const [{ office, calendarId: id }, other] = [await openCalendar(), await openOffice()];
    for (const name of [LIST, MAKE, GET, PUT, DELETE]) {
      const body = name === MAKE || name === PUT ? { body: { name: "Mine" } } : {};
      const strange = await office.ask(name, { id, headers: other.owner.headers, ...body });
      expect([strange.status, strange.body]).toEqual([404, refusal("Workspace not found")]);
      if (name === LIST || name === MAKE) continue;
      const wandering = await other.ask(name, { id, ...body });
      expect([wandering.status, wandering.body]).toEqual([404, refusal("Calendar not found")]);
    }
    expect((await office.ask(GET, { id })).body).toMatchObject({ calendar: { name: "Support Calendar" } });
  });
});

describe("401 and 403", () => {
  it("members and guests read; admins write; nobody does neither", async () => {
    const { office, calendarId: id } = await openCalendar();
    for (const role of ["member", "guest"] as const) {
      const { headers } = await office.join(role);
      expect((await office.ask(LIST, { headers })).status).toBe(200);
      expect((await office.ask(GET, { headers, id })).status).toBe(200);
      for (const name of [MAKE, PUT, DELETE]) {
        const answer = await office.ask(name, {
          headers,
          id,
          ...(name === DELETE ? {} : { body: { name: "A" } }),
        });
        expect([answer.status, answer.body]).toEqual([403, refusal()]);
      }
    }
    const admin = await office.join("admin");
    expect((await office.ask(PUT, { headers: admin.headers, id, body: { name: "B" } })).status).toBe(200);
    for (const name of [LIST, MAKE, GET, PUT, DELETE]) {
      const answer = await office.ask(name, { headers: {}, id });
      expect([answer.status, answer.body]).toEqual([401, refusal()]);
    }
  });
});

describe("409", () => {
  it("a calendar stays while something is booked in it", async () => {
    const { office, calendarId: id, book } = await openCalendar();
    expect((await book("10:00")).status).toBe(201);
    const answer = await office.ask(DELETE, { id });
    expect([answer.status, answer.body]).toEqual([409, refusal()]);
    expect((await office.ask(GET, { id })).status).toBe(200);
  });
});
