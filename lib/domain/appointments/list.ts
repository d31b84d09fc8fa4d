import type { z } from "zod";
import { authorize, type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { countOf, countUpTo, hasOneOf, placesOf, readPage } from "@/lib/domain/lists";
import type { Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { toAppointment } from "./row";
import { type Appointment, type ListAppointmentsInput, listAppointmentsInput } from "./schema";

type Search = z.output<typeof listAppointmentsInput>;

const directionOf = ({ order, from }: Search): "asc" | "desc" =>
  (order ?? (from ? "earliest" : "latest")) === "earliest" ? "asc" : "desc";

function pageOf(ctx: TenantContext, search: Search) {
  const { from, to, calendarId, contactId, isRemovedLeftOut } = search;
  const status = search.status && [search.status].flat();
  let ids = ctx.trx
    .selectFrom("appointments")
    .select("id")
    .where("business_id", "=", ctx.business.id)
    .where("status", "<>", "held")
    .where(hasOneOf("status", status));
  if (isRemovedLeftOut) ids = ids.where("removed_at", "is", null);
  if (from) ids = ids.where("starts_at", ">=", from);
  if (to) ids = ids.where("starts_at", "<", to);
  if (calendarId) ids = ids.where("calendar_id", "=", calendarId);
  if (contactId) ids = ids.where("contact_id", "=", contactId);
  const isByWordsAlone = !(isRemovedLeftOut || from || to || calendarId || contactId);
  const total = isByWordsAlone ? countOf(ctx, "appointments", { status }) : countUpTo(search, ids);
  const direction = directionOf(search);
  return {
    places: placesOf(search, ids.orderBy("starts_at", direction).orderBy("id", direction), total),
    total,
  };
}

/**
 * Appointments by the time they start: from (inclusive) to (exclusive). Holds are not listed.
 * @param input `order`: earliest first where a `from` is given, else latest first, unless said otherwise.
 */
export async function listAppointments(
  ctx: Context,
  input: ListAppointmentsInput,
): Promise<Page<Appointment>> {
  authorize(ctx, "appointment:read");
  const search = parseInput(listAppointmentsInput, input);
  return inTenant(ctx, (ctx) => {
    const { places, total } = pageOf(ctx, search);
    const rows = ctx.trx
      .selectFrom(places.as("place"))
      .innerJoin("appointments", "appointments.id", "place.id")
      .selectAll("appointments")
      .select("place.total")
      .where("appointments.business_id", "=", ctx.business.id)
      .orderBy("appointments.starts_at", directionOf(search))
      .orderBy("appointments.id", directionOf(search));
    return readPage(ctx, search, { rows, total }, toAppointment);
  });
}
