import { type AccountPorts, VendorError } from "@/lib/domain/ports";

/** Accounts of vendors that this version does not reach yet: they are kept, and say so. */
export function unreachedAccounts(): AccountPorts {
  const refuse = async (): Promise<never> => {
    throw new VendorError("account", "This account is kept, but this version of Frontdesk does not use it.", {
      isRetryable: false,
    });
  };
  const account = { isEmulated: false, isConfigured: false, verify: refuse };
  return {
    twilio: () => ({
      ...account,
      answer: refuse,
      transfer: refuse,
      speak: refuse,
      dial: refuse,
      ask: refuse,
      bridge: refuse,
      hangUp: refuse,
      sendText: refuse,
    }),
    elevenLabs: () => ({ ...account, listVoices: refuse }),
    smtp: () => ({ ...account, transport: "smtp", accountMail: "sent", send: refuse }),
    stripe: () => account,
  };
}
