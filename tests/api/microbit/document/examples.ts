/** The bodies of the published document, as they stand there. */
const STAMPS = { created_at: "2024-01-15T10:30:00Z", updated_at: "2024-01-15T10:30:00Z" };
const ACCOUNT = { id: "usr_abc123", email: "user@example.com", display_name: "John Doe", status: "active" };
const TOKENS = {
  access_token: "eyJhbGc...",
  refresh_token: "eyJhbGc...",
  token_type: "Bearer",
  expires_in: 900,
};
export const REGISTERED = { user: { ...ACCOUNT, ...STAMPS }, ...TOKENS };
export const LOGGED_IN = { user: ACCOUNT, ...TOKENS };
export const REFRESHED = { access_token: "eyJhbGc...", token_type: "Bearer", expires_in: 900 };
export const USER = { user: ACCOUNT };
export const REGISTER_BODY = {
  email: "user@example.com",
  password: "SecurePass123",
  display_name: "John Doe",
};
export const PASSWORDS = { old_password: "OldPass123", new_password: "NewPass456" };

export const WORKSPACE_BODY = {
  name: "My Company",
  company_name: "Acme Corp",
  address: "123 Main St",
  phone: "+1-555-0100",
};
export const WORKSPACE_PATCH = {
  name: "Updated Name",
  company_name: "New Corp Name",
  address: "456 Oak Ave",
  phone: "+1-555-0200",
};
const WORKSPACE_ROW = { id: "ws_xyz789", ...WORKSPACE_BODY };
export const WORKSPACE = { workspace: WORKSPACE_ROW };
export const WORKSPACES = { workspaces: [{ ...WORKSPACE_ROW, ...STAMPS }] };
const MEMBER_ROW = {
  id: "wm_mem123",
  workspace_id: "ws_xyz789",
  user_id: "usr_abc123",
  role: "owner",
  user: { email: "owner@example.com", display_name: "Owner Name" },
};
export const MEMBER = { member: MEMBER_ROW };
export const MEMBERS = { members: [MEMBER_ROW] };

export const INVITATION_BODY = { email: "newuser@example.com", role: "member" };
const INVITATION_ROW = {
  id: "inv_token123",
  workspace_id: "ws_xyz789",
  email: "newuser@example.com",
  role: "member",
  status: "pending",
};
export const INVITATION = { invitation: { ...INVITATION_ROW, token: "secure-token-here" } };
export const INVITATIONS = { invitations: [INVITATION_ROW] };
export const MY_INVITATIONS = { invitations: [{ ...INVITATION_ROW, workspace: { name: "Company Name" } }] };
export const ACCEPTED = { message: "Invitation accepted", workspace_id: "ws_xyz789" };

export const ASSISTANT_BODY = {
  name: "Support Bot",
  phone_number: "+1-555-0300",
  instructions: "You are a helpful customer support assistant for Acme Corp...",
  voice: "en-US-Neural2-J",
  provider: "twilio",
  provider_config: { account_sid: "AC...", auth_token: "..." },
};
export const ASSISTANT_PATCH = {
  name: "Updated Name",
  instructions: "New instructions...",
  status: "active",
};
export const VOICE_BODY = { voice: "en-US-Neural2-C", language: "en-US" };
const ASSISTANT_ROW = {
  id: "ast_ai123",
  workspace_id: "ws_xyz789",
  name: "Support Bot",
  phone_number: "+1-555-0300",
  callerai_id: "callerai_ext_id",
  status: "active",
};
export const ASSISTANT = { assistant: ASSISTANT_ROW };
export const ASSISTANTS = {
  assistants: [{ ...ASSISTANT_ROW, instructions: "You are a helpful assistant..." }],
};
export const PHONE_NUMBERS = {
  phone_numbers: [
    { number: "+1-555-0100", friendly_name: "+1 (555) 010-0100", capabilities: ["voice", "sms"] },
  ],
};
export const VOICES = {
  voices: [{ id: "en-US-Neural2-J", name: "English (US) - Neural2 J", gender: "male" }],
};
export const PROVIDERS = {
  providers: [
    { id: "twilio", name: "Twilio", fields: [{ name: "account_sid", type: "string", required: true }] },
  ],
};

export const CALENDAR_BODY = { name: "Support Calendar", assistant_id: "ast_ai123" };
const CALENDAR_ROW = { id: "cal_cal123", workspace_id: "ws_xyz789", ...CALENDAR_BODY };
export const CALENDAR = { calendar: CALENDAR_ROW };
export const CALENDARS = { calendars: [CALENDAR_ROW] };
export const TIME_SLOT_BODY = { day_of_week: 1, start_time: "09:00", end_time: "17:00" };
export const TIME_SLOT_PATCH = { day_of_week: 2, start_time: "10:00", end_time: "18:00" };
const TIME_SLOT_ROW = { id: "ts_slot123", calendar_id: "cal_cal123", ...TIME_SLOT_BODY };
export const TIME_SLOT = { time_slot: TIME_SLOT_ROW };
export const TIME_SLOTS = { time_slots: [TIME_SLOT_ROW] };
export const AVAILABLE = {
  available_slots: [{ date: "2024-01-20", start_time: "09:00", end_time: "09:30" }],
};

export const APPOINTMENT_BODY = {
  start_time: "2024-01-20T09:00:00Z",
  end_time: "2024-01-20T09:30:00Z",
  customer_name: "John Smith",
  customer_phone: "+1-555-1234",
  customer_email: "john@example.com",
  notes: "Need help with product setup",
};
const TIMES = { start_time: "2024-01-20T09:00:00Z", end_time: "2024-01-20T09:30:00Z" };
const BOOKED = { id: "apt_appt123", calendar_id: "cal_cal123", ...TIMES, customer_name: "John Smith" };
export const APPOINTMENT = { appointment: { ...BOOKED, status: "pending" } };
export const APPOINTMENTS = {
  appointments: [
    {
      ...BOOKED,
      customer_phone: "+1-555-1234",
      customer_email: "john@example.com",
      notes: "Consultation call",
      status: "confirmed",
    },
  ],
};
export const CANCELLED = { appointment: { id: "apt_appt123", status: "cancelled" } };

export const SETTINGS = {
  settings: { smtp_configured: true, callerai_configured: true, registration_enabled: true },
};
export const SETTINGS_BODY = { registration_enabled: false };
export const SMTP_BODY = { to_email: "test@example.com" };
export const TRIED = { success: true, message: "Test email sent successfully" };
export const MESSAGE = { message: "Logged out successfully" };
