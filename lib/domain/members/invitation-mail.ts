import { composeMail } from "@/lib/domain/notifications";
import type { GrantedRole } from "@/lib/domain/permissions";
import { withoutLinks } from "@/lib/domain/text";
import { appUrl } from "@/lib/env";
import type { Invitation } from "./schema";

const ROLE_WORDS: Record<GrantedRole, string> = {
  admin: "an admin",
  manager: "a manager",
  member: "a member of the team",
  guest: "a guest",
};

/** Where the link of an invitation leads. */
const invitationUrl = (token: string): string => `${appUrl()}/invitation/${encodeURIComponent(token)}`;

/** The mail that asks somebody to join a business. */
export function invitationMail(
  { businessName: business, role, invitedBy }: Invitation,
  token: string,
): { subject: string; text: string; html: string } {
  const businessName = withoutLinks(business) || "a business";
  const who = withoutLinks(invitedBy ?? "") || "Somebody";
  return {
    subject: `Join ${businessName} on Frontdesk`,
    ...composeMail({
      heading: `Join ${businessName}`,
      paragraphs: [
        `${who} invites you to work at the front desk of ${businessName}, as ${ROLE_WORDS[role]}.`,
        "The link is good for seven days, and for you only.",
      ],
      link: { label: "Look at the invitation", url: invitationUrl(token) },
      footer: "If you do not know what this is about, ignore this mail: nothing happens.",
    }),
  };
}
