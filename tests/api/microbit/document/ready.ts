import { asService } from "@/lib/db/tenant";
import { testDatabase } from "../../../support/context";
import { nextNumber } from "../../../support/numbers";
import { newEmail, PASSWORD, type Sending } from "../../support";
import type { Office } from "../office";
import { APPOINTMENT_BODY, CALENDAR_BODY, INVITATION_BODY } from "./examples";

/** The part of an answer under a key, as an object with an id. */
const idIn = (answer: Record<string, unknown>, key: string): string =>
  (answer[key] as { id: string } | undefined)?.id ?? "";

export const newcomer = async (): Promise<Sending> => ({ headers: {}, body: { email: newEmail() } });
export const known = async ({ owner }: Office): Promise<Sending> => ({
  headers: {},
  body: { email: owner.email, password: PASSWORD },
});
export const refreshToken = async ({ make, owner }: Office): Promise<Sending> => {
  const body = { email: owner.email, password: PASSWORD };
  const { refresh_token } = await make("POST /auth/login", { headers: {}, body });
  return { headers: {}, body: { refresh_token } };
};
export const oldPassword = async (): Promise<Sending> => ({ body: { old_password: PASSWORD } });

export const member = async ({ join, ask }: Office): Promise<Sending> => {
  const { email } = await join("member");
  const { body } = await ask("GET /workspaces/:workspaceId/members");
  const { members } = body as { members: { id: string; user: { email: string } }[] };
  return { params: { memberId: members.find(({ user }) => user.email === email)?.id ?? "" } };
};

export const invitation = async ({ make }: Office): Promise<Sending> => {
  const made = await make("POST /workspaces/:workspaceId/invitations", { body: INVITATION_BODY });
  return { params: { invitationId: idIn(made, "invitation") } };
};
/** Somebody else, whose verified address is invited. */
export const invited = async ({ make, stranger }: Office): Promise<Sending> => {
  const { email, headers } = await stranger();
  const made = await make("POST /workspaces/:workspaceId/invitations", { body: { email, role: "member" } });
  return { headers, id: idIn(made, "invitation") };
};

/** The document's number is one for all tests of a process. */
export const anyNumber = async (): Promise<Sending> => ({ body: { phone_number: nextNumber() } });
export const assistant = async ({ make }: Office): Promise<Sending> => {
  const { assistants } = (await make("GET /workspaces/:workspaceId/assistants")) as {
    assistants: { id: string }[];
  };
  for (const { id } of assistants) await make("DELETE /workspaces/:workspaceId/assistants/:id", { id });
  const body = { name: "Support Bot", phone_number: nextNumber(), instructions: "Be kind." };
  const made = await make("POST /workspaces/:workspaceId/assistants", { body });
  return { id: idIn(made, "assistant") };
};
export const forAssistant = async (office: Office): Promise<Sending> => {
  const { id } = await assistant(office);
  return { body: { assistant_id: id } };
};

export const calendar = async (office: Office): Promise<Sending> => {
  const { id: assistant_id } = await assistant(office);
  const body = { ...CALENDAR_BODY, assistant_id };
  const made = await office.make("POST /workspaces/:workspaceId/calendars", { body });
  return { id: idIn(made, "calendar") };
};
export const ofCalendar = async (office: Office): Promise<Sending> => {
  const { id: calendarId = "" } = await calendar(office);
  return { params: { calendarId } };
};
export const timeSlot = async (office: Office): Promise<Sending> => {
  const { params } = await ofCalendar(office);
  const body = { day_of_week: 1, start_time: "09:00", end_time: "17:00" };
  const made = await office.make("POST /calendars/:calendarId/time-slots", {
    ...(params && { params }),
    body,
  });
  return { ...(params && { params }), id: idIn(made, "time_slot") };
};

/** The document books a Saturday: a calendar that is open then, seen by nobody in particular. */
export const openSaturday = async (office: Office): Promise<Sending> => {
  const { params = {} } = await ofCalendar(office);
  const body = { day_of_week: 6, start_time: "09:00", end_time: "17:00" };
  await office.make("POST /calendars/:calendarId/time-slots", { params, body });
  return { headers: {}, params, query: { start_date: "2024-01-20", end_date: "2024-01-20" } };
};
export const openSaturdayToAnyone = async (office: Office): Promise<Sending> => {
  const { params = {} } = await openSaturday(office);
  return { headers: {}, params };
};
export const appointment = async (office: Office): Promise<Sending> => {
  const { params = {} } = await openSaturday(office);
  const made = await office.make("POST /calendars/:calendarId/appointments", {
    headers: {},
    params,
    body: APPOINTMENT_BODY,
  });
  return { id: idIn(made, "appointment") };
};
export const appointmentToAnyone = async (office: Office): Promise<Sending> => ({
  ...(await appointment(office)),
  headers: {},
});

/** The person who asks runs the platform. */
export const platformAdmin = async ({ owner }: Office): Promise<Sending> => {
  const { kysely } = await testDatabase();
  await asService(kysely, (trx) =>
    trx.updateTable("users").set({ is_platform_admin: true }).where("id", "=", owner.userId).execute(),
  );
  return {};
};
