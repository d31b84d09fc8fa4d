import { z } from "zod";
import { getBusiness } from "@/lib/domain/businesses";
import { type CallDetail, getCall, type ToolCallRecord } from "@/lib/domain/calls";
import { getContact } from "@/lib/domain/contacts";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { dayIn, timeIn } from "@/lib/domain/receptionist";
import { busyThen } from "./busy-then";
import { type Expectation, type SaveScenarioInput, scenarioInput } from "./schema";

/** Carriers also show words, or a number that nobody could ring back. */
const E164 = /^\+[0-9]{3,15}$/;
const MOST_APPOINTMENTS = 30;

const moved = z.object({ starts_at: z.iso.datetime(), service: z.string().nullish() });
const movedFrom = z.object({ from: z.object({ startsAt: z.iso.datetime() }) });

/** What a receipt of the call asks of the next one like it; null where it wrote nothing that has a name here. */
function expectationOf(call: ToolCallRecord, timeZone: string): Expectation | null {
  if (!call.receipt) return null;
  const place = moved.safeParse(call.result).data;
  const startsAt = place ? new Date(place.starts_at) : null;
  const when = {
    date: startsAt && dayIn(startsAt, timeZone),
    time: startsAt && timeIn(startsAt, timeZone),
  };
  switch (call.tool) {
    case "book_appointment":
      return { kind: "books", service: place?.service ?? null, ...when };
    case "reschedule_appointment":
      return { kind: "reschedules", ...when };
    case "cancel_appointment":
      return { kind: "cancels" };
    case "capture_lead":
      return { kind: "captures_lead" };
    case "take_message":
      return { kind: "takes_message" };
    case "transfer_to_human":
      return { kind: call.receipt.kind === "transfer" ? "transfers" : "arranges_callback" };
    default:
      return null;
  }
}

/** The caller's appointments as they stood when the call came in. */
async function appointmentsThen(ctx: TenantContext, call: CallDetail, timeZone: string) {
  if (!call.contactId) return [];
  const rows = await ctx.trx
    .selectFrom("appointments")
    .select(["id", "title", "starts_at"])
    .where("business_id", "=", ctx.business.id)
    .where("contact_id", "=", call.contactId)
    .where("created_at", "<", call.startedAt)
    .where("status", "!=", "held")
    .where((eb) => eb.or([eb("cancelled_at", "is", null), eb("cancelled_at", ">", call.startedAt)]))
    .orderBy("starts_at")
    .limit(MOST_APPOINTMENTS)
    .execute();
  const moves = await ctx.trx
    .selectFrom("audit_log")
    .select(["subject_id", "changes"])
    .where("business_id", "=", ctx.business.id)
    .where("action", "=", "appointment.reschedule")
    .where("occurred_at", ">=", call.startedAt)
    .where("subject_id", "in", [call.id, ...rows.map(({ id }) => id)])
    .orderBy("occurred_at")
    .execute();
  return rows
    .map((row) => {
      const move = moves.find(({ subject_id: id }) => id === row.id);
      const before = movedFrom.safeParse(move?.changes).data?.from.startsAt;
      return { title: row.title, startsAt: before ? new Date(before) : row.starts_at };
    })
    .filter(({ startsAt }) => startsAt > call.startedAt)
    .map(({ title, startsAt }) => ({
      startsAtLocal: `${dayIn(startsAt, timeZone)}T${timeIn(startsAt, timeZone)}`,
      service: title || null,
      whose: "caller" as const,
    }));
}

const withoutDoubles = (expectations: Expectation[]): Expectation[] => [
  ...new Map(expectations.map((one) => [JSON.stringify(one), one])).values(),
];

/**
 * A past call as a scenario, to be looked over and saved: its caller's words in their order, who they were to the
 * business then, the time it came, and its receipts as what has to come of it.
 * @throws DomainError `not_found`; `conflict` where the caller said nothing.
 */
export async function scenarioFromCall(ctx: Context, callId: string): Promise<SaveScenarioInput> {
  authorize(ctx, "call:read");
  return inTenant(ctx, async (ctx) => {
    const call = await getCall(ctx, callId);
    const { timeZone } = await getBusiness(ctx);
    const [opening, ...lines] = call.turns
      .filter(({ sender }) => sender === "customer")
      .map(({ content }) => content.trim().slice(0, 2000))
      .filter(Boolean);
    if (!opening)
      throw new DomainError("conflict", "The caller said nothing in this call.", { subject: "call" });
    const phone = call.fromNumber && E164.test(call.fromNumber) ? call.fromNumber : null;
    const contact = call.contactId ? await getContact(ctx, call.contactId) : null;
    const isKnown = contact !== null && contact.createdAt < call.startedAt;
    const found = call.toolCalls.flatMap((tool) => expectationOf(tool, timeZone) ?? []);
    const expectations = withoutDoubles(found).slice(0, 20);
    const name = contact?.name || call.callerName || "The caller";
    const scenario = scenarioInput.parse({
      name: `Call of ${dayIn(call.startedAt, timeZone)}, ${timeIn(call.startedAt, timeZone)}`,
      goal: (call.summary ?? "").slice(0, 1000),
      persona: {
        name: name.slice(0, 120),
        phone,
        isNumberWithheld: phone === null,
        email: isKnown ? contact.email : null,
        knownAs: isKnown && contact.name ? contact.name.slice(0, 120) : null,
      },
      opening,
      lines: lines.slice(0, 60),
      isVerbatim: true,
      at: call.startedAt.toISOString(),
      appointments: await appointmentsThen(ctx, call, timeZone),
      busy: await busyThen(ctx, call, timeZone),
      expectations: expectations.length > 0 ? expectations : [{ kind: "ends" }],
    });
    return { ...scenario, sourceConversationId: call.conversationId };
  });
}
