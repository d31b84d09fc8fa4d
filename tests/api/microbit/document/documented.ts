import type { Sending } from "../../support";
import type { Office } from "../office";
import * as example from "./examples";
import * as ready from "./ready";

/** What has to be there before a request, and what goes along with it; `body` adds to the document's or overrides it. */
export type Ready = (office: Office) => Promise<Sending>;

/** One documented endpoint. */
export interface Documented {
  status?: 201;
  /** The request as published. */
  body?: object;
  answer: object;
  /** Before the request; nothing is needed by default. */
  ready?: Ready;
}

const said = (message: string) => ({ message });

/** The document's 47 endpoints, in its order. */
export const DOCUMENTED: Record<string, Documented> = {
  "POST /auth/register": {
    status: 201,
    body: example.REGISTER_BODY,
    answer: example.REGISTERED,
    ready: ready.newcomer,
  },
  "POST /auth/login": { answer: example.LOGGED_IN, body: {}, ready: ready.known },
  "POST /auth/refresh": { answer: example.REFRESHED, body: {}, ready: ready.refreshToken },
  "POST /auth/logout": { answer: said("Logged out successfully") },
  "GET /auth/me": { answer: example.USER },
  "POST /auth/change-password": {
    body: example.PASSWORDS,
    answer: said("Password changed successfully"),
    ready: ready.oldPassword,
  },
  "PUT /users/me": { body: { display_name: "Jane Doe" }, answer: example.USER },

  "GET /workspaces": { answer: example.WORKSPACES },
  "POST /workspaces": { status: 201, body: example.WORKSPACE_BODY, answer: example.WORKSPACE },
  "GET /workspaces/:workspaceId": { answer: example.WORKSPACE },
  "PUT /workspaces/:workspaceId": { body: example.WORKSPACE_PATCH, answer: example.WORKSPACE },
  "DELETE /workspaces/:workspaceId": { answer: said("Workspace deleted") },
  "GET /workspaces/:workspaceId/members": { answer: example.MEMBERS },
  "PUT /workspaces/:workspaceId/members/:memberId/role": {
    body: { role: "admin" },
    answer: example.MEMBER,
    ready: ready.member,
  },
  "DELETE /workspaces/:workspaceId/members/:memberId": {
    answer: said("Member removed"),
    ready: ready.member,
  },

  "POST /workspaces/:workspaceId/invitations": {
    status: 201,
    body: example.INVITATION_BODY,
    answer: example.INVITATION,
  },
  "GET /workspaces/:workspaceId/invitations": { answer: example.INVITATIONS, ready: ready.invitation },
  "DELETE /workspaces/:workspaceId/invitations/:invitationId": {
    answer: said("Invitation cancelled"),
    ready: ready.invitation,
  },
  "GET /invitations/pending": { answer: example.MY_INVITATIONS, ready: ready.invited },
  "POST /invitations/:id/accept": { answer: example.ACCEPTED, ready: ready.invited },
  "POST /invitations/:id/decline": { answer: said("Invitation declined"), ready: ready.invited },

  "GET /workspaces/:workspaceId/assistants": { answer: example.ASSISTANTS, ready: ready.assistant },
  "POST /workspaces/:workspaceId/assistants": {
    status: 201,
    body: example.ASSISTANT_BODY,
    answer: example.ASSISTANT,
    ready: ready.anyNumber,
  },
  "GET /workspaces/:workspaceId/assistants/:id": { answer: example.ASSISTANT, ready: ready.assistant },
  "PUT /workspaces/:workspaceId/assistants/:id": {
    body: example.ASSISTANT_PATCH,
    answer: example.ASSISTANT,
    ready: ready.assistant,
  },
  "PUT /workspaces/:workspaceId/assistants/:id/voice": {
    body: example.VOICE_BODY,
    answer: example.ASSISTANT,
    ready: ready.assistant,
  },
  "DELETE /workspaces/:workspaceId/assistants/:id": {
    answer: said("Assistant deleted"),
    ready: ready.assistant,
  },
  "GET /callerai/phone-numbers": {
    answer: example.PHONE_NUMBERS,
    ready: async () => ({ query: { country_code: "US" } }),
  },
  "GET /callerai/voices/:language": {
    answer: example.VOICES,
    ready: async () => ({ params: { language: "en-US" } }),
  },
  "GET /callerai/provider-configs": { answer: example.PROVIDERS },

  "GET /workspaces/:workspaceId/calendars": { answer: example.CALENDARS, ready: ready.calendar },
  "POST /workspaces/:workspaceId/calendars": {
    status: 201,
    body: example.CALENDAR_BODY,
    answer: example.CALENDAR,
    ready: ready.forAssistant,
  },
  "GET /workspaces/:workspaceId/calendars/:id": { answer: example.CALENDAR, ready: ready.calendar },
  "PUT /workspaces/:workspaceId/calendars/:id": {
    body: { name: "Updated Calendar Name" },
    answer: example.CALENDAR,
    ready: ready.calendar,
  },
  "DELETE /workspaces/:workspaceId/calendars/:id": {
    answer: said("Calendar deleted"),
    ready: ready.calendar,
  },

  "GET /calendars/:calendarId/time-slots": { answer: example.TIME_SLOTS, ready: ready.timeSlot },
  "POST /calendars/:calendarId/time-slots": {
    status: 201,
    body: example.TIME_SLOT_BODY,
    answer: example.TIME_SLOT,
    ready: ready.ofCalendar,
  },
  "PUT /calendars/:calendarId/time-slots/:id": {
    body: example.TIME_SLOT_PATCH,
    answer: example.TIME_SLOT,
    ready: ready.timeSlot,
  },
  "DELETE /calendars/:calendarId/time-slots/:id": {
    answer: said("Time slot deleted"),
    ready: ready.timeSlot,
  },
  "GET /calendars/:calendarId/available-slots": {
    answer: example.AVAILABLE,
    ready: ready.openSaturday,
  },

  "GET /workspaces/:workspaceId/appointments": { answer: example.APPOINTMENTS, ready: ready.appointment },
  "POST /calendars/:calendarId/appointments": {
    status: 201,
    body: example.APPOINTMENT_BODY,
    answer: example.APPOINTMENT,
    ready: ready.openSaturdayToAnyone,
  },
  "PUT /appointments/:id/cancel": { answer: example.CANCELLED, ready: ready.appointmentToAnyone },

  "GET /settings": { answer: example.SETTINGS },
  "PUT /settings": { body: example.SETTINGS_BODY, answer: example.SETTINGS, ready: ready.platformAdmin },
  "POST /settings/test-smtp": { body: example.SMTP_BODY, answer: example.TRIED, ready: ready.platformAdmin },
  "POST /settings/test-callerai": { answer: example.TRIED },
};
