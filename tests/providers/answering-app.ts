import { randomUUID } from "node:crypto";
import { afterEach } from "vitest";
import type { VoiceEvent } from "@/lib/providers/retell/events";
import { receiveRetell } from "@/lib/providers/retell/verify";
import type { TelephonyEvent } from "@/lib/providers/telnyx/events";
import { receiveTelnyx } from "@/lib/providers/telnyx/verify";
import { startTestVendors, type TestVendorOptions, type TestVendors } from "../support/vendors";

const open: TestVendors[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((vendors) => vendors.close()));
});

const tool = (vendors: TestVendors, name: string) => ({
  name,
  description: name,
  url: `${vendors.app.url}/api/tools/${name}`,
  parameters: { type: "object", properties: { said: { type: "string" } }, required: ["said"] },
});

/** An app that answers calls the way the product does: register, answer, transfer. */
export async function start(options: TestVendorOptions & { refusesVoice?: boolean } = {}) {
  const state = { agentId: "", telephony: [] as TelephonyEvent[], voice: [] as VoiceEvent[] };
  const vendors = await startTestVendors({
    ...options,
    answer: async (request, self) => {
      const own = await options.answer?.(request, self);
      if (own) return own;
      const body = { rawBody: JSON.stringify(request.body), headers: request.headers, now: new Date() };
      if (request.path === "/api/webhooks/retell") {
        state.voice.push(await receiveRetell({ ...body, keys: [self.emulators.retell.apiKey] }));
      }
      if (request.path !== "/api/webhooks/telnyx") return undefined;
      const event = await receiveTelnyx({ ...body, publicKeys: [self.emulators.telnyx.publicKey] });
      state.telephony.push(event);
      if (event.type === "call.initiated" && event.direction === "incoming")
        connect(self, event).catch(() => undefined);
      return undefined;
    },
  });
  open.push(vendors);
  async function connect(self: TestVendors, event: TelephonyEvent & { type: "call.initiated" }) {
    const { callControlId, fromNumber, toNumber } = event.leg;
    if (options.refusesVoice) {
      await self.telephony.answer(callControlId, { commandId: randomUUID() });
      await self.telephony.speak(callControlId, { text: "We will call you back.", commandId: randomUUID() });
      await self.telephony.hangUp(callControlId, { commandId: randomUUID() });
      return;
    }
    const { sipAddress } = await self.voice.registerCall({
      agentId: state.agentId,
      fromNumber,
      toNumber: toNumber ?? "",
      metadata: { call_id: "our-call" },
      dynamicVariables: { greeting: "Thanks for calling Harbor Dental." },
    });
    await self.telephony.answer(callControlId, { commandId: randomUUID() });
    await self.telephony.transfer(callControlId, { to: sipAddress, commandId: randomUUID() });
  }
  const saved = await vendors.voice.saveAgent(
    {
      reference: "0199",
      name: "Front desk",
      prompt: "You work at {{business_name}}.",
      greeting: "{{greeting}}",
      language: "en",
      voiceId: null,
      voiceLibraryId: null,
      voiceSpeed: 1,
      tools: [tool(vendors, "book_appointment"), tool(vendors, "answer_question")],
      webhookUrl: `${vendors.app.url}/api/webhooks/retell`,
    },
    null,
  );
  state.agentId = saved.agentId;
  return { vendors, state };
}

/** Rings the app; closed after the test with the vendors. */
export const ring = (vendors: TestVendors, from: string | null = "+12025550133") =>
  vendors.emulators.telnyx.placeCall({ from, to: "+12025550131" });
