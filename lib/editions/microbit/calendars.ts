import { z } from "zod";
import {
  type Calendar,
  createCalendar,
  getCalendar,
  listCalendars,
  removeCalendar,
  updateCalendar,
} from "@/lib/domain/calendars";
import type { Context } from "@/lib/domain/context";
import { iso, isoText, line } from "@/lib/http/wire";
import { ids } from "./ids";
import { inPath, inWorkspace } from "./workspace";

const fields = {
  name: line(200).min(1),
  assistant_id: ids.read("assistant").nullish().describe("Whose calendar it is; null for nobody's."),
};

export const calendarParams = inPath.extend({ id: ids.read("calendar") });
export const calendarBody = z.object(fields);
export const calendarPatch = z.object({ ...fields, name: fields.name.optional() });

export const calendarJson = z.strictObject({
  id: z.string(),
  workspace_id: z.string(),
  name: z.string(),
  assistant_id: z.string().nullable(),
  created_at: isoText,
  updated_at: isoText,
});
export const oneCalendarJson = z.strictObject({ calendar: calendarJson });
export const calendarsJson = z.strictObject({ calendars: z.array(calendarJson) });

type InWorkspace = z.output<typeof inPath>;
type OneCalendar = z.output<typeof calendarParams>;

/** A calendar and the workspace that the path names. */
interface Placed {
  workspaceId: string;
  calendar: Calendar;
}

export async function calendarsOf(ctx: Context, { workspaceId }: InWorkspace): Promise<Placed[]> {
  const calendars = await listCalendars(await inWorkspace(ctx, { workspaceId }));
  return calendars.map((calendar) => ({ workspaceId, calendar }));
}

export async function makeCalendar(
  ctx: Context,
  { workspaceId }: InWorkspace,
  { name, assistant_id: agentId }: z.output<typeof calendarBody>,
): Promise<Placed> {
  const scoped = await inWorkspace(ctx, { workspaceId });
  return { workspaceId, calendar: await createCalendar(scoped, { name, agentId }) };
}

export async function findCalendar(ctx: Context, { workspaceId, id }: OneCalendar): Promise<Placed> {
  return { workspaceId, calendar: await getCalendar(await inWorkspace(ctx, { workspaceId }), id) };
}

export async function changeCalendar(
  ctx: Context,
  { workspaceId, id }: OneCalendar,
  { name, assistant_id: agentId }: z.output<typeof calendarPatch>,
): Promise<Placed> {
  const scoped = await inWorkspace(ctx, { workspaceId });
  return { workspaceId, calendar: await updateCalendar(scoped, { id, name, agentId }) };
}

export async function deleteCalendar(ctx: Context, { workspaceId, id }: OneCalendar): Promise<void> {
  await removeCalendar(await inWorkspace(ctx, { workspaceId }), id);
}

const toJson = ({ workspaceId, calendar }: Placed): z.input<typeof calendarJson> => ({
  id: ids.write("calendar", calendar.id),
  workspace_id: ids.write("workspace", workspaceId),
  name: calendar.name,
  assistant_id: ids.writeNullable("assistant", calendar.agentId),
  created_at: iso(calendar.createdAt),
  updated_at: iso(calendar.updatedAt),
});
export const calendarView = (placed: Placed): z.input<typeof oneCalendarJson> => ({
  calendar: toJson(placed),
});
export const calendarsView = (placed: Placed[]): z.input<typeof calendarsJson> => ({
  calendars: placed.map(toJson),
});
