import type { Telnyx } from "telnyx";
import { z } from "zod";
import { type TelephonyPort, VendorError } from "@/lib/domain/ports";
import type { Reachable } from "../reachable";
import { vendorFailure } from "../vendor-failure";
import { textFailure } from "./message-failures";

export interface TelnyxSettings {
  /** Null: not set up; every command then fails with a message for the owner. */
  apiKey: string | null;
  /** With its `/v2`. Null: Telnyx itself. */
  baseUrl: string | null;
  isEmulated: boolean;
  timeoutMilliseconds?: number;
}

const TIMEOUT_MILLISECONDS = 3000;
const VOICE = "AWS.Polly.Joanna-Neural";
const MAXIMUM_SPOKEN_CHARACTERS = 3000;
/** A line that both ends forgot is not paid for longer; no call of a front desk lasts so long. */
const LONGEST_CALL_SECONDS = 4 * 3600;
/** How long a person has for a key after they were asked. */
const KEY_MILLISECONDS = 6000;
/** What a number has to do for a front desk. */
const CAPABILITIES = ["voice", "sms"] as const;
const ALREADY_ENDED = "90018";
const NOT_ANSWERED_YET = "90034";

const refusal = z.object({
  error: z.object({
    errors: z.array(z.object({ code: z.coerce.string(), title: z.string().nullish().catch(null) })),
  }),
});

const refusalsOf = (error: unknown) => refusal.safeParse(error).data?.error.errors ?? [];

const hasCode = (error: unknown, code: string): boolean =>
  refusalsOf(error).some((entry) => entry.code === code);

/**
 * Telnyx Call Control through its SDK. The SDK and its client are loaded at the first command. Commands
 * carry a `command_id`, so the one repeat that the SDK makes is harmless.
 * Every method throws VendorError.
 */
export function createTelnyxTelephony(settings: TelnyxSettings): TelephonyPort & Reachable {
  let client: Promise<Telnyx> | undefined;

  const open = async (apiKey: string): Promise<Telnyx> => {
    const { Telnyx: Client } = await import("telnyx");
    return new Client({
      apiKey,
      // Else TELNYX_CLIENT_ID of the environment would replace the key by an OAuth token.
      clientID: null,
      clientSecret: null,
      ...(settings.baseUrl ? { baseURL: settings.baseUrl } : {}),
      timeout: settings.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS,
      maxRetries: 1,
      logLevel: "off",
    });
  };

  const connect = (): Promise<Telnyx> => {
    if (!settings.apiKey) {
      throw new VendorError("telnyx", "Connect Telnyx to receive calls.", { isRetryable: false });
    }
    client ??= open(settings.apiKey);
    return client;
  };

  const run = async (command: (client: Telnyx) => Promise<unknown>): Promise<void> => {
    const telnyx = connect();
    try {
      await command(await telnyx);
    } catch (error) {
      throw vendorFailure("telnyx", error, hasCode(error, NOT_ANSWERED_YET) ? true : undefined);
    }
  };

  /** The same for what has an answer. */
  const read = async <R>(question: (client: Telnyx) => Promise<R>): Promise<R> => {
    const telnyx = connect();
    try {
      return await question(await telnyx);
    } catch (error) {
      throw vendorFailure("telnyx", error);
    }
  };

  return {
    isConfigured: settings.apiKey !== null,
    isEmulated: settings.isEmulated,
    ping: (signal) => run((telnyx) => telnyx.balance.retrieve({ signal, maxRetries: 0 })),
    answer: (id, { commandId }) =>
      run((telnyx) => telnyx.calls.actions.answer(id, { command_id: commandId })),
    transfer: (id, { to, commandId, timeoutSeconds }) =>
      run((telnyx) =>
        telnyx.calls.actions.transfer(id, {
          to,
          command_id: commandId,
          time_limit_secs: LONGEST_CALL_SECONDS,
          ...(timeoutSeconds === undefined ? {} : { timeout_secs: timeoutSeconds }),
        }),
      ),
    speak: (id, { text, commandId }) =>
      run((telnyx) =>
        telnyx.calls.actions.speak(id, {
          payload: text.slice(0, MAXIMUM_SPOKEN_CHARACTERS),
          voice: VOICE,
          command_id: commandId,
        }),
      ),
    dial: (id, { to, from, connectionId, commandId, timeoutSeconds }) =>
      run((telnyx) =>
        telnyx.calls.dial({
          to,
          from,
          connection_id: connectionId,
          // One session for all legs, so that every report of this one finds the call.
          link_to: id,
          answering_machine_detection: "detect",
          timeout_secs: timeoutSeconds,
          time_limit_secs: LONGEST_CALL_SECONDS,
          command_id: commandId,
        }),
      ),
    ask: (id, { text, keys, commandId }) =>
      run((telnyx) =>
        telnyx.calls.actions.gatherUsingSpeak(id, {
          payload: text.slice(0, MAXIMUM_SPOKEN_CHARACTERS),
          voice: VOICE,
          valid_digits: keys,
          minimum_digits: 1,
          maximum_digits: 1,
          maximum_tries: 2,
          timeout_millis: KEY_MILLISECONDS,
          command_id: commandId,
        }),
      ),
    bridge: (id, { withCallId, commandId }) =>
      run((telnyx) =>
        telnyx.calls.actions.bridge(id, {
          call_control_id_to_bridge_with: withCallId,
          command_id: commandId,
        }),
      ),
    hangUp: (id, { commandId }) =>
      run(async (telnyx) => {
        try {
          await telnyx.calls.actions.hangup(id, { command_id: commandId });
        } catch (error) {
          if (!hasCode(error, ALREADY_ENDED)) throw error;
        }
      }),
    offeredNumbers: (country, most) =>
      read(async (telnyx) => {
        const filter = { country_code: country, limit: most, features: [...CAPABILITIES] };
        const { data = [] } = await telnyx.availablePhoneNumbers.list({ filter });
        return data.slice(0, most).flatMap(({ phone_number, features = [] }) => {
          const has = (name: string) => features.some((feature) => feature.name === name);
          return phone_number ? [{ e164: phone_number, capabilities: CAPABILITIES.filter(has) }] : [];
        });
      }),
    sendText: async ({ from, to, text, webhookUrl }) => {
      const telnyx = await connect();
      try {
        const sent = await telnyx.messages.send(
          { from, to, text, webhook_url: webhookUrl },
          { maxRetries: 0 },
        );
        if (!sent.data?.id) throw new Error("the answer names no message");
        return sent.data.id;
      } catch (error) {
        throw textFailure(error, refusalsOf(error));
      }
    },
  };
}
