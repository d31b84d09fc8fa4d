import { expect } from "vitest";
import type { Ports } from "@/lib/domain/ports";
import { createRetellVoice } from "@/lib/providers/retell/client";
import { createTelnyxTelephony } from "@/lib/providers/telnyx/client";
import { createTwilio } from "@/lib/providers/twilio/client";
import { recordingPorts } from "../../../support/ports";
import type { TestVendors } from "../../../support/vendors";
import type { Conditions } from "../../rebuilt";
import { INSTANT, idOf } from "../../support";
import { type Office, openOffice } from "../office";

export const LIST = "/workspaces/:workspaceId/assistants";
export const ONE = `${LIST}/:id`;

/** The real adapters at the emulators; `patience`: how long each waits for its vendor. */
export function portsAt({ emulators }: TestVendors, patience = 3_000): Partial<Ports> {
  const { retell, telnyx, twilio } = emulators;
  return {
    voice: createRetellVoice({ ...retell, isEmulated: true, timeoutMilliseconds: patience }),
    telephony: createTelnyxTelephony({ ...telnyx, isEmulated: true, timeoutMilliseconds: patience }),
    accounts: {
      ...recordingPorts().accounts,
      twilio: createTwilio({
        baseUrl: twilio.baseUrl,
        isEmulated: true,
        webhookUrl: () => "https://app.example.com/api/webhooks/twilio",
        timeoutMilliseconds: patience,
      }),
    },
  };
}

/** A workspace at the emulated vendors, without the receptionist that every new one begins with. */
export async function openDesk(vendors?: Partial<Ports>, conditions: Conditions = {}): Promise<Office> {
  const office = await openOffice(undefined, { ...conditions, ...(vendors ? { vendors } : {}) });
  for (const { id } of await listed(office)) await office.make(`DELETE ${ONE}`, { id });
  return office;
}

export interface Shown {
  id: string;
  callerai_id: string | null;
  phone_number: string;
  phone_number_status: string;
  phone_number_problem: string;
  provider: string;
  sync_status: string;
  sync_error: string;
}
export const assistantIn = (body: unknown): Shown => (body as { assistant: Shown }).assistant;
export const listed = async (office: Office): Promise<Shown[]> =>
  (await office.make(`GET ${LIST}`)).assistants as Shown[];
export const create = async (office: Office, body: object = { name: "Ava" }): Promise<Shown> =>
  assistantIn(await office.make(`POST ${LIST}`, { body }));

/** A whole assistant as it is answered. */
export const whole = (office: Office, more: object = {}) => ({
  id: idOf("ast"),
  workspace_id: office.workspaceId,
  name: "Ava",
  phone_number: "",
  instructions: "",
  voice: "",
  language: "en-US",
  provider: "",
  callerai_id: expect.stringMatching(/^agent_/),
  status: "active",
  sync_status: "synced",
  sync_error: "",
  phone_number_status: "",
  phone_number_problem: "",
  created_at: INSTANT,
  updated_at: INSTANT,
  ...more,
});
