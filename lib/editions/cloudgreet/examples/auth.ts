import { ids } from "../ids";
import { BUSINESS } from "./values";

const token = {
  token: "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9…",
  user: {
    id: ids.write("user", "019b76de-4c53-7f64-9a71-8d9e0f1a2b3c"),
    email: "user@example.com",
    business_id: BUSINESS,
    role: "admin" as const,
    first_name: "John",
    last_name: "Doe",
  },
  expires_in: 3600,
};
const { email } = token.user;

export const authExamples = {
  login: { body: { email, password: "password123" }, response: token },
  register: {
    body: {
      email,
      password: "password123",
      business_name: "My Business",
      first_name: "John",
      last_name: "Doe",
    },
    response: token,
  },
  forgotPassword: { body: { email }, response: {} },
  resetPassword: { body: { token: "reset_token_123", password: "newpassword123" }, response: {} },
};
