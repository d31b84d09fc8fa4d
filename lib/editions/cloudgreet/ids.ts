import { wireIds } from "@/lib/http/wire";

/** The prefixes of CloudGreet's examples. */
export const ids = wireIds({
  user: "user",
  business: "business",
  agent: "agent",
  lead: "lead",
  appointment: "appointment",
  call: "call",
  sms: "sms",
  email: "email",
  reminder: "reminder",
});
