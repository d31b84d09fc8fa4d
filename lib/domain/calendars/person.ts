import { sql } from "kysely";
import type { TenantContext } from "@/lib/domain/context";
import { DomainError, invalid } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { LIVE_STATUSES } from "./booked-time";
import { deleteExpiredHolds, lockAllCalendars } from "./lock";
import { loadCalendar } from "./row";
import { clockText, DAY_MS, dayText, wallClock } from "./wall-clock";

/** What reaches into the time to come began, its buffers and all that can overlap it included, after this. */
const REACH_MS = 4 * DAY_MS;
const MOST_NAMED = 3;

interface Move {
  calendarIds: string[];
  resourceId: string;
}

const liveRows = (ctx: TenantContext, { calendarIds, resourceId }: Move) =>
  ctx.trx
    .selectFrom("appointments")
    .innerJoin("calendars", "calendars.id", "appointments.calendar_id")
    .innerJoin("businesses", "businesses.id", "appointments.business_id")
    .where("appointments.business_id", "=", ctx.business.id)
    .where("appointments.starts_at", ">", new Date(ctx.clock.now().getTime() - REACH_MS))
    .where("appointments.status", "in", LIVE_STATUSES)
    .where(({ or, and, eb }) =>
      or([
        eb("appointments.resource_id", "=", resourceId),
        and([
          eb("appointments.calendar_id", "in", calendarIds),
          eb(sql`upper(appointments.during)`, ">", ctx.clock.now()),
        ]),
      ]),
    )
    .select([
      "appointments.id",
      "appointments.starts_at",
      "appointments.status",
      "appointments.customer_name",
      "calendars.name as calendar_name",
      "businesses.time_zone",
      sql<Date>`lower(during)`.as("blocked_from"),
      sql<Date>`upper(during)`.as("blocked_to"),
    ])
    .orderBy("blocked_from")
    .orderBy("appointments.id")
    .execute();

type LiveRow = Awaited<ReturnType<typeof liveRows>>[number];

/** Pairs of neighbours in time that overlap; none where the rows can share one resource. */
function clashesOf(rows: readonly LiveRow[]): [LiveRow, LiveRow][] {
  const clashes: [LiveRow, LiveRow][] = [];
  let latest: LiveRow | undefined;
  for (const row of rows) {
    if (latest && row.blocked_from < latest.blocked_to) clashes.push([latest, row]);
    if (!latest || row.blocked_to > latest.blocked_to) latest = row;
  }
  return clashes;
}

function textOf(row: LiveRow): string {
  const startMs = row.starts_at.getTime();
  const local = wallClock(row.time_zone, startMs, startMs).localAt(startMs);
  const who = row.status === "held" ? "a caller who is deciding" : row.customer_name || "an appointment";
  return `${who} in ${row.calendar_name} on ${dayText(local)}, ${clockText(local)}`;
}

/** @throws DomainError `conflict` that names what overlaps, with all of it in `data.clashes`. */
function refuseClashes(clashes: readonly [LiveRow, LiveRow][]): void {
  if (clashes.length === 0) return;
  const named = clashes.slice(0, MOST_NAMED).map(([one, other]) => `${textOf(one)}, and ${textOf(other)}`);
  const more = clashes.length - named.length;
  throw new DomainError(
    "conflict",
    `One person cannot be at two appointments at once: ${named.join("; ")}${
      more > 0 ? `; and ${more} more` : ""
    }. Move or cancel one of each pair, then try again.`,
    {
      subject: "calendar",
      data: { clashes: clashes.map((pair) => ({ appointmentIds: pair.map((row) => row.id) })) },
    },
  );
}

/** Takes what is still to come in these calendars to one resource. @throws DomainError `conflict`. */
async function moveToResource(ctx: TenantContext, move: Move): Promise<void> {
  await ctx.trx
    .deleteFrom("appointments")
    .where("business_id", "=", ctx.business.id)
    .where("calendar_id", "in", move.calendarIds)
    .where("status", "=", "held")
    .where("held_until", "<=", ctx.clock.now())
    .execute();
  await deleteExpiredHolds(ctx, [move.resourceId]);
  refuseClashes(clashesOf(await liveRows(ctx, move)));
  await ctx.trx
    .updateTable("appointments")
    .set({ resource_id: move.resourceId })
    .where("business_id", "=", ctx.business.id)
    .where("calendar_id", "in", move.calendarIds)
    .where("status", "in", LIVE_STATUSES)
    .where(sql`upper(during)`, ">", ctx.clock.now())
    .execute();
}

/**
 * Makes a calendar the same person's as another one, from then on each takes the other's time; or its own
 * again with null. What is still to come moves along.
 * @throws DomainError `conflict` when appointments to come overlap, with `data.clashes`; `not_found`.
 */
export async function setPerson(
  ctx: TenantContext,
  calendarId: string,
  samePersonAsId: string | null,
): Promise<void> {
  await lockAllCalendars(ctx);
  const calendar = await loadCalendar(ctx, calendarId);
  const writePerson = (ids: string[], personId: string | null) =>
    ctx.trx
      .updateTable("calendars")
      .set({ person_id: personId, updated_at: ctx.clock.now() })
      .where("business_id", "=", ctx.business.id)
      .where("id", "in", ids)
      .execute();
  if (samePersonAsId === null) {
    if (calendar.personId === null) return;
    await moveToResource(ctx, { calendarIds: [calendarId], resourceId: calendarId });
    await writePerson([calendarId], null);
    return;
  }
  if (samePersonAsId === calendarId) {
    throw invalid("samePersonAsId", "Choose another calendar of the same person.");
  }
  const other = await loadCalendar(ctx, samePersonAsId);
  if (other.personId !== null && other.personId === calendar.personId) return;
  const personId = other.personId ?? newId(ctx.clock.now());
  const joining = other.personId === null ? [calendarId, other.id] : [calendarId];
  await moveToResource(ctx, { calendarIds: joining, resourceId: personId });
  await writePerson(joining, personId);
}
