import type { Role } from "@/lib/domain/permissions";

export type CloudGreetRole = "admin" | "user" | "agent";

/** CloudGreet, "Token Format": its three words for our five roles. */
export const ROLE_WORDS: Record<Role, CloudGreetRole> = {
  owner: "admin",
  admin: "admin",
  manager: "user",
  member: "agent",
  guest: "user",
};
