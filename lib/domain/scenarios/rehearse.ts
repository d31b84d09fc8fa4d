import { Temporal } from "temporal-polyfill";
import { becomeTenant } from "@/lib/db/tenant";
import { type AgentSettings, updateAgent } from "@/lib/domain/agents";
import { bookAppointment } from "@/lib/domain/appointments";
import { getBusiness, listServices } from "@/lib/domain/businesses";
import { listCalendars } from "@/lib/domain/calendars";
import { fixedClock } from "@/lib/domain/clock";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { type Context, forBusiness, inRehearsal, type TenantContext } from "@/lib/domain/context";
import { startConversation } from "@/lib/domain/conversations";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { type BrainReply, createBrain, receptionistFacts, runTool } from "@/lib/domain/receptionist";
import { copyOffice } from "./copy-office";
import type { Rehearsal, RehearsedTurn, ScenarioSettings } from "./schema";
import { simulatedCaller } from "./simulated-caller";

const MOST_CALLER_TURNS = 40;
const SECONDS_PER_TURN = 8;
const OTHER_CUSTOMER = { name: "Another customer" };

const instantOf = (local: string, timeZone: string): Date =>
  new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds);

/** Makes the caller known, where they are, and puts the appointments of the scenario into the calendars. */
async function setTheScene(ctx: TenantContext, scenario: ScenarioSettings, timeZone: string): Promise<void> {
  const { persona } = scenario;
  const known =
    persona.knownAs && persona.phone
      ? await findOrCreateContact(ctx, {
          name: persona.knownAs,
          phone: persona.phone,
          email: persona.email,
        })
      : null;
  const services = scenario.appointments.length > 0 ? await listServices(ctx) : [];
  for (const { startsAtLocal, service: name, whose } of scenario.appointments) {
    const service = services.find((one) => one.name.toLowerCase() === name?.toLowerCase());
    const isCallers = whose === "caller" && known !== null;
    await bookAppointment(ctx, {
      startsAt: instantOf(startsAtLocal, timeZone),
      serviceId: service?.id,
      title: name ?? undefined,
      contactId: isCallers ? known.id : undefined,
      customer: isCallers ? {} : OTHER_CUSTOMER,
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
  }
}

/** Fills the times that others had; of a calendar that is no more, none can be offered anyway. */
async function fillBusyTimes(
  ctx: TenantContext,
  { busy }: ScenarioSettings,
  timeZone: string,
): Promise<void> {
  const calendars = busy.length > 0 ? await listCalendars(ctx) : [];
  for (const { startsAtLocal, durationMinutes, calendar } of busy) {
    const calendarId = calendars.find(({ name }) => name === calendar)?.id;
    if (!calendarId) continue;
    await bookAppointment(ctx, {
      startsAt: instantOf(startsAtLocal, timeZone),
      durationMinutes,
      calendarId,
      customer: OTHER_CUSTOMER,
      source: "dashboard",
      status: "confirmed",
      rules: "free",
    });
  }
}

/** Opens the call: the conversation and the row that a carrier's first report would make. */
async function openLine(ctx: TenantContext, agentId: string, fromNumber: string | null): Promise<string> {
  const now = ctx.clock.now();
  const { id } = await startConversation(ctx, { channel: "voice", agentId });
  await ctx.trx
    .insertInto("calls")
    .values({
      id: newId(now),
      business_id: ctx.business.id,
      conversation_id: id,
      provider: "telnyx",
      status: "in_progress",
      from_number: fromNumber,
      started_at: now,
      answered_at: now,
      created_at: now,
      updated_at: now,
    })
    .execute();
  return id;
}

const replyTurn = ({ text, why, toolCalls }: BrainReply): RehearsedTurn => ({
  speaker: "receptionist",
  text,
  why,
  tools: toolCalls.map(({ tool, arguments: given, answer }) => ({
    tool,
    arguments: given,
    result: answer.ok ? answer.result : null,
    receipt: answer.ok ? (answer.receipt?.kind ?? null) : null,
    error: answer.ok ? (typeof answer.result.error === "string" ? answer.result.error : null) : answer.error,
  })),
});

async function hold(ctx: TenantContext, clock: ReturnType<typeof fixedClock>, call: CallToHold) {
  const { scenario, conversationId, callerNumber } = call;
  const failures: unknown[] = [];
  const turns: RehearsedTurn[] = [];
  const brain = createBrain({
    facts: await receptionistFacts(ctx, { conversationId, callerNumber }),
    now: () => clock.now(),
    callTool: async (tool, given) => {
      try {
        const turnsBefore = turns.length;
        const { result, receipt } = await runTool(ctx, {
          conversationId,
          tool,
          arguments: given,
          turnsBefore,
        });
        return { ok: true, result, receipt };
      } catch (error) {
        failures.push(error);
        throw error;
      }
    },
  });
  const caller = simulatedCaller(scenario);
  let reply = await brain.open();
  turns.push(replyTurn(reply));
  for (let said = 0; said < MOST_CALLER_TURNS && !reply.hasEnded; said += 1) {
    const line = caller.next(brain.state.asked);
    if (line === null) break;
    turns.push({ speaker: "caller", text: line, why: null, tools: [] });
    clock.set(new Date(clock.now().getTime() + SECONDS_PER_TURN * 1000));
    reply = await brain.hear(line);
    turns.push(replyTurn(reply));
    // After an error of the database nothing of this transaction can be believed.
    if (failures.some((error) => !(error instanceof DomainError))) throw failures[0];
  }
  return { turns, hasEnded: reply.hasEnded };
}

interface CallToHold {
  scenario: ScenarioSettings;
  conversationId: string;
  callerNumber: string | null;
}

/**
 * Holds a scenario's call with the real receptionist and its real tools, at the scenario's own time, in a copy of the
 * business that is never kept: no row stays, no job runs, nobody is told, and what is booked today plays no part.
 * @param settings what the receptionist is to be set to; null: as it is live.
 * @throws DomainError where the scenario does not fit the business.
 */
export function rehearse(
  ctx: Context & { business: { id: string } },
  scenario: ScenarioSettings,
  agent: { id: string; settings: AgentSettings | null },
): Promise<Rehearsal> {
  const clock = fixedClock(scenario.at);
  return inRehearsal({ ...ctx, clock }, "rehearsal of a scenario", async (system) => {
    const office = await copyOffice(system, { businessId: ctx.business.id, agentId: agent.id });
    await becomeTenant(system.trx, { userId: null, businessId: office.businessId });
    const inside = forBusiness(system, office.businessId);
    if (agent.settings) await updateAgent(inside, { ...agent.settings, id: office.agentId });
    const { timeZone } = await getBusiness(inside);
    await setTheScene(inside, scenario, timeZone);
    await fillBusyTimes(inside, scenario, timeZone);
    const { persona } = scenario;
    const callerNumber = persona.isNumberWithheld ? null : persona.phone;
    const conversationId = await openLine(inside, office.agentId, callerNumber);
    return { ...(await hold(inside, clock, { scenario, conversationId, callerNumber })), timeZone };
  });
}
