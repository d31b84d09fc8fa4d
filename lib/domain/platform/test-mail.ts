import type { z } from "zod";
import { asSystem, audit, type Context, can, forBusiness, type SystemContext } from "@/lib/domain/context";
import { withDeadline } from "@/lib/domain/deadline";
import { DomainError } from "@/lib/domain/errors";
import { newId } from "@/lib/domain/ids";
import { connectedAccount } from "@/lib/domain/integrations";
import { queueMail } from "@/lib/domain/notifications";
import { parseInput } from "@/lib/domain/parse";
import { type MailPort, VendorError } from "@/lib/domain/ports";
import { unverifiedAddress } from "@/lib/domain/verified-address";
import { appUrl } from "@/lib/env";
import { mailTest } from "./schema";
import { takeTest } from "./take-test";

/** How a connection did. `note`: why not, or what else there is to know of it. */
export interface ConnectionTest {
  isWorking: boolean;
  note: string | null;
}

const DEADLINE_MILLISECONDS = 10_000;

/** Nothing in it is of the caller's making: it is no way to write to anybody. */
const MESSAGE = {
  subject: "A test of the mail settings",
  text: "This message shows that mail goes out. There is nothing to do.",
  html: "<p>This message shows that mail goes out. There is nothing to do.</p>",
};

const NO_SERVER = "No mail server is set up (SMTP_URL and SMTP_FROM).";

/** Without a mail server: into the mailbox of the business, or where account mails go. */
async function keep(system: SystemContext, ctx: Context, id: string, to: string): Promise<ConnectionTest> {
  const { business, ports } = ctx;
  await queueMail(
    { ...system, business },
    { dedupeKey: `mail_test:${id}`, kind: "mail_test", to, ...MESSAGE },
  );
  if (business)
    return {
      isWorking: true,
      note: `${NO_SERVER} The message is in the mailbox, under Mail in the dashboard.`,
    };
  return ports.mail.accountMail === "printed"
    ? { isWorking: true, note: `${NO_SERVER} The message is printed in the server's terminal.` }
    : { isWorking: false, note: `${NO_SERVER} The message goes nowhere.` };
}

const mayWriteToOthers = (ctx: Context, hasOwnServer: boolean): boolean =>
  (ctx.actor.kind === "user" && ctx.actor.isPlatformAdmin) || (hasOwnServer && can(ctx, "integration:write"));

/**
 * Sends a fixed message at once by the mail server that the business at hand connected, else, and for its guests, by the
 * installation's; where there is none it is kept in the mailbox.
 * @param input `to`: the caller's own address unless given. Another one is for the platform's admin, and for owner and
 * admin of the business whose own server is tried.
 * @returns what came of it: a server that refuses or stays silent for ten seconds is no error.
 * @throws DomainError forbidden (also before the caller's address is verified), validation_failed, rate_limited after
 * five within an hour.
 */
export async function testMail(ctx: Context, input: z.input<typeof mailTest>): Promise<ConnectionTest> {
  const { actor } = ctx;
  // Guests write nothing: neither by the server of the business nor into its mailbox.
  const business = can(ctx, "contact:write") ? ctx.business : null;
  if (actor.kind !== "user") throw new DomainError("forbidden", "Only a signed-in person can do this.");
  const given = parseInput(mailTest, input);
  const id = newId(ctx.clock.now());
  const { to, port, kept } = await asSystem(ctx, "a test of the mail settings", async (system) => {
    const person = await takeTest(system, actor.userId, "mail");
    if (!person.email_verified_at) throw unverifiedAddress();
    const { to = person.email } = given;
    const account = business && (await connectedAccount(forBusiness(system, business.id), "email"));
    if (to !== person.email && !mayWriteToOthers(ctx, account !== null))
      throw new DomainError("forbidden", "The test goes to your own address. Leave the other one out.");
    await audit({ ...system, actor, business }, "platform.test_mail", actor.userId, { to });
    const port = account ? ctx.ports.accounts.smtp(account) : ctx.ports.mail;
    const isKept = port.transport === "mailbox";
    return { to, port, kept: isKept ? await keep(system, { ...ctx, business }, id, to) : null };
  });
  return kept ?? send(port, id, to);
}

async function send(port: MailPort, id: string, to: string): Promise<ConnectionTest> {
  const sending = port.send({
    ...MESSAGE,
    to,
    messageId: `${id}@${new URL(appUrl()).hostname}`,
    attachments: [],
    fromName: null,
    replyTo: null,
    optOutUrl: null,
    isAccountMail: false,
  });
  try {
    await withDeadline("The mail server", sending, DEADLINE_MILLISECONDS);
    return { isWorking: true, note: null };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { isWorking: false, note: error.message };
  }
}
