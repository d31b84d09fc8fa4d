import type { GrantedRole, Role } from "@/lib/domain/permissions";

/** What each role is called, and what whoever has it may do. */
export const ROLE_WORDS: Record<Role, { label: string; means: string }> = {
  owner: { label: "Owner", means: "Everything. A business has exactly one." },
  admin: { label: "Admin", means: "Everything: settings, team and plan." },
  manager: { label: "Manager", means: "Runs the receptionist, the calendars and the day." },
  member: { label: "Team member", means: "Works with calls, contacts and appointments." },
  guest: { label: "Guest", means: "Looks, and changes nothing." },
};

/** What somebody can be made, for the browser, which takes only types from the domain. */
export const ROLE_CHOICES = ["admin", "manager", "member", "guest"] as const satisfies readonly GrantedRole[];
