import { describe, expect, it } from "vitest";
import { z } from "zod";
import { POST as appointmentPost } from "@/app/api/cloudgreet/appointments/route";
import { type Context, forBusiness } from "@/lib/domain/context";
import { startConversation } from "@/lib/domain/conversations";
import { runTool } from "@/lib/domain/receptionist";
import { anonymousContext } from "../../../support/context";
import { rebuilt, runtimeUnder } from "../../rebuilt";
import { type Answer, failure, INSTANT, post } from "../../support";
import { type Office, openOffice, rawOf } from "../office";
import { refusal } from "../support";

/** Wednesday of the week in which these offices stand. */
const DAY = "2026-03-04";
const at = (time: string): string => `${DAY}T${time}:00.000Z`;

/** The ways into one business: Micro8gents, CloudGreet with the same browser, and the receptionist on a call. */
interface Ways {
  book(time: string): Promise<Answer>;
  schedule(time: string): Promise<Answer>;
  offered(): Promise<string[]>;
}

const offer = z.object({ slots: z.array(z.object({ starts_at: z.string() })) });

async function waysInto(office: Office): Promise<Ways> {
  const { clock, person } = office;
  const schedulePost = rebuilt(appointmentPost, runtimeUnder({ clock, isQuiet: true }));
  const { businessId } = await rawOf(person);
  const actor = { kind: "system", reason: "test" } as const;
  const ctx: Context = forBusiness({ ...(await anonymousContext()), clock, actor }, businessId);
  return {
    book: (time) =>
      office.ask("POST /bookings", { body: { customer: "Ana Lima", service: "A talk", date: at(time) } }),
    schedule: (time) =>
      post(schedulePost, { headers: person.headers, body: { scheduled_date: at(time), duration: 30 } }),
    async offered() {
      const { id } = await startConversation(ctx, { channel: "voice" });
      const given = { conversationId: id, tool: "check_availability", arguments: { date: DAY } };
      const { result } = await runTool(ctx, given);
      return offer.parse(result).slots.map(({ starts_at }) => starts_at);
    },
  };
}

const alternatives = [INSTANT, INSTANT, INSTANT];

describe("409: a time is taken whichever way it was booked", () => {
  it("a booking of Micro8gents, for CloudGreet and the receptionist", async () => {
    const ways = await waysInto(await openOffice());
    expect(await ways.offered()).toContain(at("10:00"));
    expect((await ways.book("10:00")).status).toBe(201);
    const answer = await ways.schedule("10:00");
    expect([answer.status, answer.body]).toEqual([
      409,
      failure("RESOURCE_ALREADY_EXISTS", "That time is taken.", { alternatives }),
    ]);
    const free = await ways.offered();
    expect(free).not.toContain(at("10:00"));
    expect(free).toContain(at("11:00"));
  });

  it("an appointment of CloudGreet, for Micro8gents and the receptionist", async () => {
    const ways = await waysInto(await openOffice());
    expect(await ways.offered()).toContain(at("10:00"));
    expect((await ways.schedule("10:00")).status).toBe(201);
    const answer = await ways.book("10:00");
    expect([answer.status, answer.body]).toEqual([
      409,
      { ...refusal("That time is taken."), details: { alternatives } },
    ]);
    const free = await ways.offered();
    expect(free).not.toContain(at("10:00"));
    expect(free).toContain(at("11:00"));
  });
});
