import type { PaymentPort, TelephonyPort, VoicePort } from "@/lib/domain/ports";
import type { BrainFactory } from "@/lib/providers/emulation/brain";
import { type Incoming, listen, type Reply } from "@/lib/providers/emulation/server";
import { type EmulatorOptions, type Emulators, startEmulators } from "@/lib/providers/emulators";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { createStripePayments } from "@/lib/providers/stripe/client";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";

/** What the vendors sent to the app under test. */
export interface AppRequest extends Incoming {
  receivedAt: number;
}

export interface TestVendors {
  telephony: TelephonyPort;
  voice: VoicePort;
  payments: PaymentPort;
  emulators: Emulators;
  app: { url: string; requests: AppRequest[] };
  close(): Promise<void>;
}

export interface TestVendorOptions extends Partial<Omit<EmulatorOptions, "appUrl">> {
  /** The app's answer to webhooks and tools; default 200, and an empty result for tools. */
  answer?: (request: AppRequest, vendors: TestVendors) => Promise<Reply | undefined> | Reply | undefined;
}

/** Says what it heard; "call <tool>" uses that tool, "bye" hangs up. */
export const echoBrain: BrainFactory = ({ facts, callTool }) => ({
  open: async () => ({
    text: facts.greeting ?? "Hello.",
    toolCalls: [],
    hasEnded: false,
    why: "the call begins",
  }),
  hear: async (text) => {
    const tool = /^call (\w+)/.exec(text)?.[1];
    const toolArguments = { said: text };
    const toolCalls = tool
      ? [{ tool, arguments: toolArguments, answer: await callTool(tool, toolArguments) }]
      : [];
    return { text: `You said: ${text}`, toolCalls, hasEnded: text === "bye", why: "an echo" };
  },
  told: async (context) => ({ text: `I am told: ${context}`, toolCalls: [], hasEnded: false, why: "told" }),
});

/** The real adapters bound to emulators, and a stand-in app that remembers what it is sent. Close it after the test. */
export async function startTestVendors(options: TestVendorOptions = {}): Promise<TestVendors> {
  const requests: AppRequest[] = [];
  const { answer, ...rest } = options;
  const server = await listen(async (incoming) => {
    const request = { ...incoming, receivedAt: performance.now() };
    requests.push(request);
    const own = await answer?.(request, vendors);
    if (own) return own;
    const isTool = request.path.startsWith("/api/tools/");
    return { status: 200, json: isTool ? { result: {}, receipt: null } : {} };
  });
  const emulators = await startEmulators({
    brain: echoBrain,
    ...rest,
    telnyx: { ringMilliseconds: 5, retryMilliseconds: [10, 20, 40], ...rest.telnyx },
    retell: { analysisMilliseconds: 5, retryMilliseconds: [10, 20, 40], ...rest.retell },
    stripe: { retryMilliseconds: [10, 20, 40], ...rest.stripe },
    twilio: { ringMilliseconds: 5, retryMilliseconds: [10, 20, 40], ...rest.twilio },
    appUrl: () => server.origin,
  });
  const vendors: TestVendors = {
    telephony: createTelnyxTelephony({
      apiKey: emulators.telnyx.apiKey,
      baseUrl: emulators.telnyx.baseUrl,
      isEmulated: true,
    }),
    voice: createRetellVoice({
      apiKey: emulators.retell.apiKey,
      baseUrl: emulators.retell.baseUrl,
      isEmulated: true,
    }),
    payments: createStripePayments({
      apiKey: emulators.stripe.apiKey,
      baseUrl: emulators.stripe.baseUrl,
      timeoutMilliseconds: 30_000,
    }),
    emulators,
    app: { url: server.origin, requests },
    close: async () => {
      await emulators.close();
      await server.close();
    },
  };
  return vendors;
}
