import { ids } from "./ids";

/** As the published document has them, with ids that are ids. */
const AT = "2024-01-15T10:30:00.000Z";
const ACCESS_TOKEN = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9…";
const REFRESH_TOKEN = "mOaTgBnGZq3bX0oVfXkWcZs1u2t3r4e5";

const user = {
  id: ids.write("user", "018d0d2c-5a40-7b61-8c2d-3e4f5a6b7c8d"),
  email: "user@example.com",
  display_name: "John Doe",
  status: "active" as const,
  created_at: AT,
  updated_at: AT,
};
const { email, display_name } = user;
const password = "SecurePass123";
const access = { access_token: ACCESS_TOKEN, token_type: "Bearer" as const, expires_in: 900 };
const signedIn = { user, ...access, refresh_token: REFRESH_TOKEN };

export const authExamples = {
  register: { body: { email, password, display_name }, response: signedIn },
  login: { body: { email, password }, response: signedIn },
  refresh: { body: { refresh_token: REFRESH_TOKEN }, response: access },
  logout: { response: { message: "Logged out successfully" } },
  me: { response: { user } },
  changePassword: {
    body: { old_password: "OldPass123", new_password: "NewPass456" },
    response: { message: "Password changed successfully" },
  },
};

export const userExamples = {
  update: {
    body: { display_name: "Jane Doe" },
    response: { user: { ...user, display_name: "Jane Doe" } },
  },
};

const settings = { smtp_configured: true, callerai_configured: true, registration_enabled: true };

export const settingsExamples = {
  get: { response: { settings } },
  update: {
    body: { registration_enabled: false },
    response: { settings: { ...settings, registration_enabled: false } },
  },
  testSmtp: {
    body: { to_email: "test@example.com" },
    response: { success: true, message: "Test email sent successfully" },
  },
  testCallerai: { response: { success: true, message: "CallerAI connection successful" } },
};
