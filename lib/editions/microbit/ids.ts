import { wireIds } from "@/lib/http/wire";

/** Microbit, "ID Prefixes". */
export const ids = wireIds({
  user: "usr",
  workspace: "ws",
  member: "wm",
  assistant: "ast",
  calendar: "cal",
  timeSlot: "ts",
  appointment: "apt",
  invitation: "inv",
  session: "ses",
});
