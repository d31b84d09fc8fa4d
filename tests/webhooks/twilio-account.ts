import { checkIntegration, createIntegration, listIntegrations } from "@/lib/domain/integrations";
import type { PhoneCall } from "@/lib/providers/emulators";
import type { FrontOffice } from "./front-office";
import { CALLER, openPractice, type Practice } from "./practice";

let lastNumber = 12_025_580_000;

export interface TwilioPractice extends Practice {
  account: { sid: string; authToken: string };
}

/** A practice that has connected its own account at Twilio, whose number its receptionist answers. */
export async function openTwilioPractice(
  office: FrontOffice,
  options: Parameters<typeof openPractice>[1] = {},
): Promise<TwilioPractice> {
  const practice = await openPractice(office, options);
  lastNumber += 1;
  const number = `+${lastNumber}`;
  const account = office.vendors.twilio.openAccount([number]);
  const { id } = await createIntegration(practice.ctx, {
    type: "twilio",
    config: { accountSid: account.sid, authToken: account.authToken, phoneNumber: number },
  });
  // On a slow machine the answer is not there in time, and a job asks on.
  await checkIntegration(practice.ctx, { integrationId: id });
  const [made] = await listIntegrations(practice.ctx);
  if (!made?.verifiedAt) throw new Error(`Twilio is not connected: ${made?.problem}`);
  return {
    ...practice,
    number,
    account,
    ring: (from: string | null = CALLER): PhoneCall => office.vendors.twilio.placeCall({ from, to: number }),
  };
}
