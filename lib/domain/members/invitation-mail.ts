import { composeMail } from "@/lib/domain/notifications";
import type { GrantedRole } from "@/lib/domain/permissions";
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

/** A name without anything in it that a mail program would make a link of. */
const plain = (name: string): string =>
  name
    .replace(/\S*(?:\/\/|www\.|@|\.[a-z]{2,}(?:\b|\/))\S*/gi, "")
    .replace(/\s+/g, " ")
    .trim();

/** The mail that asks somebody to join a business. */
export function invitationMail(
  { businessName: business, role, invitedBy }: Invitation,
  token: string,
): { subject: string; text: string; html: string } {
  const businessName = plain(business) || "a business";
  const who = plain(invitedBy ?? "") || "Somebody";
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
