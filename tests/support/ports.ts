import { type MailMessage, type Ports, type VendorAgent, VendorError } from "@/lib/domain/ports";

/** Ports that keep what was sent through them, for tests below the wire. Vendor tests use the real adapters. */
export function recordingPorts(): Ports & {
  sent: MailMessage[];
  published: { businessId: string; topics: string[] }[];
  wakes: number;
  stored: Map<string, Uint8Array>;
  removedAgents: VendorAgent[];
} {
  const offline = async (): Promise<never> => {
    throw new Error("This test has no vendor: use the emulators of tests/support/vendors.ts");
  };
  const telephony = {
    isConfigured: false,
    isEmulated: false,
    answer: offline,
    transfer: offline,
    speak: offline,
    dial: offline,
    ask: offline,
    bridge: offline,
    hangUp: offline,
    sendText: offline,
    offeredNumbers: offline,
  };
  const unasked = { isEmulated: true, verify: offline };
  const stored = new Map<string, Uint8Array>();
  const ports = {
    sent: [] as MailMessage[],
    published: [] as { businessId: string; topics: string[] }[],
    wakes: 0,
    removedAgents: [] as VendorAgent[],
    stored,
    telephony,
    voice: {
      isConfigured: false,
      isEmulated: false,
      deadlineMilliseconds: 3_000,
      ping: offline,
      registerCall: offline,
      tell: offline,
      listVoices: offline,
      speaks: () => true,
      saveAgent: offline,
      findAgents: offline,
      removeAgent: async (existing: VendorAgent) => void ports.removedAgents.push(existing),
    },
    payments: {
      isConfigured: false,
      createCustomer: offline,
      startCheckout: offline,
      expireCheckout: offline,
      createSubscription: offline,
      changeSubscription: offline,
      cancelSubscription: offline,
      removeCustomer: offline,
      openPortal: offline,
    },
    accounts: {
      twilio: () => ({
        ...telephony,
        ...unasked,
        ownedNumber: offline,
        directNumber: offline,
        answering: () => {
          throw new Error("This test has no vendor: use the emulators of tests/support/vendors.ts");
        },
      }),
      elevenLabs: () => ({ ...unasked, listVoices: offline }),
      smtp: () => ({ ...unasked, transport: "smtp" as const, accountMail: "sent" as const, send: offline }),
      stripe: () => unasked,
    },
    model: { isConfigured: false, name: "", price: null, reply: offline },
    mail: {
      transport: "mailbox" as const,
      accountMail: "kept" as const,
      send: async (message: MailMessage) => {
        ports.sent.push(message);
      },
    },
    files: {
      put: async (path: string, content: Uint8Array) => void stored.set(path, content),
      get: async (path: string) => stored.get(path) ?? null,
      remove: async (path: string) => void stored.delete(path),
      signedUrl: async (path: string) => `http://files.invalid/${path}`,
    },
    downloads: { get: offline },
    webhookSender: {
      post: async () => {
        throw new VendorError("webhook", "Nobody listens there.", { isRetryable: true });
      },
    },
    live: {
      publish: (businessId: string, topics: string[]) => {
        ports.published.push({ businessId, topics });
      },
    },
    /** Counts nothing. */
    limiter: {
      take: async (_key: string, { limit }: { limit: number }) => ({
        ok: true,
        limit,
        remaining: limit,
        resetAt: new Date(0),
      }),
    },
    wakeJobs: () => {
      ports.wakes += 1;
    },
  };
  return ports;
}
