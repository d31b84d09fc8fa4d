import { z } from "zod";
import { GRANTED_ROLES, type GrantedRole, ROLES, type Role } from "@/lib/domain/permissions";
import { emailAddress } from "@/lib/domain/text";

/** Somebody who works in the business. */
export interface Member {
  id: string;
  userId: string;
  role: Role;
  email: string;
  /** Their full name, else their user name. */
  name: string;
  createdAt: Date;
}

/** An invitation that is open: nobody has answered it, and its time is not over. */
export interface Invitation {
  id: string;
  businessId: string;
  businessName: string;
  email: string;
  role: GrantedRole;
  /** Who invites, by name; null where they have no account any more. */
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** Rows of a list: many more than a plan has seats, or somebody has invitations. */
export const MOST_ROWS = 1_000;

/** An owner is among the words here and below, so that it is refused with the reason. */
export const newInvitation = z.object({ email: emailAddress, role: z.enum(["owner", ...GRANTED_ROLES]) });
export type NewInvitation = z.input<typeof newInvitation>;

export const roleChange = z.object({
  memberId: z.string(),
  role: z.enum(["owner", ...GRANTED_ROLES]),
  /** Roles that whoever asks has no other word for. */
  sameAs: z.array(z.enum(ROLES)).optional(),
});
export type RoleChange = z.input<typeof roleChange>;

/** An invitation by its id, for whoever it is addressed to; or by the token of its link. */
export const invitationAnswer = z.union([z.object({ id: z.string() }), z.object({ token: z.string() })]);
export type InvitationAnswer = z.input<typeof invitationAnswer>;
