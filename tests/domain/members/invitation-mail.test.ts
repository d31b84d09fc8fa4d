import { expect, it } from "vitest";
import { invitationMail } from "@/lib/domain/members/invitation-mail";

const invitation = (businessName: string, invitedBy: string | null) => ({
  id: "0",
  businessId: "0",
  businessName,
  email: "kim@guest.example",
  role: "guest" as const,
  invitedBy,
  createdAt: new Date(0),
  expiresAt: new Date(0),
});

it.each([
  ["Fern & Sons Ltd.", "Ana", "Join Fern & Sons Ltd. on Frontdesk", "Ana invites you"],
  [
    "Your Bank: see http://evil.example/x now",
    "www.evil.example",
    "Join Your Bank: see now on Frontdesk",
    "Somebody invites you",
  ],
  ["https://evil.example", "a@evil.example Ana", "Join a business on Frontdesk", "Ana invites you"],
  ["evil.com/login", null, "Join a business on Frontdesk", "Somebody invites you"],
])(
  "names hold no addresses that a mail program would make links of: %s, %s",
  (name, by, subject, opening) => {
    const mail = invitationMail(invitation(name, by), "m.token");
    expect(mail.subject).toBe(subject);
    expect(mail.text).toContain(opening);
    expect(mail.text.match(/evil/)).toBeNull();
  },
);
