import { z } from "zod";
import type { Role } from "@/lib/domain/permissions";

/** The roles that Microbit has words for; a manager, who may do a little more, reads as a member. */
export const roleWord = z.enum(["owner", "admin", "member", "guest"]);
type RoleWord = z.output<typeof roleWord>;

export const roleView = (role: Role): RoleWord => (role === "manager" ? "member" : role);

/** A role to be given, and the roles that read the same, which it leaves as they are. */
export const roleOf = (word: RoleWord): { role: Exclude<Role, "manager">; sameAs: Role[] } => ({
  role: word,
  sameAs: word === "member" ? ["manager"] : [],
});
