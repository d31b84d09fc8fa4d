import { addNumber } from "@/lib/domain/numbers";
import {
  type IncomingText,
  listTexts,
  receiveText,
  recordDelivery,
  sendQueuedText,
} from "@/lib/domain/texts";
import { anonymousContext, makeTenant, type Tenant } from "../../support/context";
import { nextNumber } from "../../support/numbers";

export const PHONE = "+12025550143";
let count = 0;
export const next = () => String(7_000_000 + ++count);

/** A business with a number, whose carrier keeps what it is handed. */
export async function office(send?: () => Promise<string>) {
  const tenant = await makeTenant();
  const number = nextNumber();
  await addNumber(tenant.ctx, { e164: number });
  const sent: string[] = [];
  Object.assign(tenant.ctx.ports.telephony, {
    isConfigured: true,
    sendText: async ({ text }: { text: string }) => {
      sent.push(text);
      return send ? send() : `${tenant.businessId}-${sent.length}`;
    },
  });
  return { ...tenant, number, sent };
}
export const all = async (tenant: Tenant) => (await listTexts(tenant.ctx, { page: 1, limit: 20 })).items;
export const say = async (
  to: string,
  text: string,
  id = next(),
  from = PHONE,
  media?: IncomingText["media"],
) =>
  receiveText(await anonymousContext(), {
    provider: "telnyx",
    providerMessageId: id,
    fromNumber: from,
    toNumbers: [to],
    text,
    ...(media ? { media } : {}),
    // In the order they are written here, whatever the clock says.
    sentAt: new Date(Date.UTC(2026, 2, 2, 13, 0, ++count)),
  });
export const work = async (tenant: Tenant) => {
  for (const { id, status } of await all(tenant))
    if (status === "queued") await sendQueuedText(tenant.ctx, { messageId: id });
};
export const receipt = async (id: string, status: string, error: string | null = null) =>
  recordDelivery(await anonymousContext(), { providerMessageId: id, phone: PHONE, status, error });
