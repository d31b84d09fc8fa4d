import { getBusiness, getOwner } from "@/lib/domain/businesses";
import { type Context, inTenant, type TenantContext } from "@/lib/domain/context";
import { type AccountNotice, accountTrouble, type IntegrationType } from "@/lib/domain/integrations";
import { appUrl } from "@/lib/env";
import { composeMail } from "./compose";
import { queueMail } from "./queue-mail";
import { reasonFooter } from "./recipient";

/** How each account is called where it is connected, and what does not work without it. */
const ACCOUNTS: Record<IntegrationType, { title: string; meanwhile: (ctx: TenantContext) => string }> = {
  twilio: {
    title: "Twilio",
    meanwhile: () =>
      "Meanwhile your receptionist does not answer calls to your Twilio number, and no text messages go out from it.",
  },
  eleven_labs: {
    title: "ElevenLabs",
    meanwhile: () =>
      "Meanwhile no other voice of this account can be chosen. A receptionist that has one already keeps it.",
  },
  n8n: {
    title: "n8n",
    meanwhile: () =>
      "Meanwhile your workflows are told of nothing that happens here, and what they ask for is refused.",
  },
  stripe: {
    title: "Stripe",
    meanwhile: () => "Nothing stops meanwhile: this account is only kept for later.",
  },
  email: {
    title: "E-mail",
    meanwhile: ({ ports }) =>
      ports.mail.transport === "smtp"
        ? "Meanwhile e-mails to your customers do not come from your own address, but from that of Frontdesk."
        : "Meanwhile no e-mails go out to your customers.",
  },
};

/**
 * Job `notify.account`: tells the owner by mail that an account in use is refused, what does not work meanwhile and where
 * to mend it. Once for a problem of an account as it was entered; what is mended already is not told. Harmless when repeated.
 */
export async function notifyAccount(ctx: Context, notice: AccountNotice): Promise<void> {
  await inTenant(ctx, async (ctx) => {
    const found = await accountTrouble(ctx, notice);
    if (!found) return;
    const { title, meanwhile } = ACCOUNTS[found.type];
    const business = await getBusiness(ctx);
    const subject = `Your ${title} connection needs attention`;
    // Told whatever news they want and when: something has stopped, and only they can mend it.
    await queueMail(ctx, {
      dedupeKey: `account:${notice.trouble}`,
      kind: "account_trouble",
      to: business.notificationSettings.ownerEmail ?? (await getOwner(ctx)).email,
      subject,
      ...composeMail({
        heading: subject,
        paragraphs: [
          found.problem,
          meanwhile(ctx),
          `To mend it, open Connections, choose “Change” at ${title}, and correct what is entered there.`,
        ],
        link: { label: "Open Connections", url: `${appUrl()}/integrations` },
        footer: reasonFooter(business),
      }),
    });
  });
}
