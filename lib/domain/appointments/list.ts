import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { offsetOf, type Page } from "@/lib/domain/paging";
import { parseInput } from "@/lib/domain/parse";
import { selectAppointments, toAppointment } from "./row";
import { type Appointment, type ListAppointmentsInput, listAppointmentsInput } from "./schema";

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
  const direction = (search.order ?? (search.from ? "earliest" : "latest")) === "earliest" ? "asc" : "desc";
  return inTenant(ctx, async (inner) => {
    let query = selectAppointments(inner);
    if (search.status) query = query.where("status", "in", [search.status].flat());
    if (search.isRemovedLeftOut) query = query.where("removed_at", "is", null);
    if (search.from) query = query.where("starts_at", ">=", search.from);
    if (search.to) query = query.where("starts_at", "<", search.to);
    if (search.calendarId) query = query.where("calendar_id", "=", search.calendarId);
    if (search.contactId) query = query.where("contact_id", "=", search.contactId);
    const counted = await query
      .clearSelect()
      .select((eb) => eb.fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    const rows = await query
      .orderBy("starts_at", direction)
      .orderBy("id", direction)
      .limit(search.limit)
      .offset(offsetOf(search))
      .execute();
    return {
      items: rows.map(toAppointment),
      total: counted.total,
      page: search.page,
      limit: search.limit,
    };
  });
}
