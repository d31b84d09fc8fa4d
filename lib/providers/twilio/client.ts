import type { Twilio } from "twilio";
import {
  type TelephonyPort,
  TWILIO_REFUSED,
  type TwilioAccount,
  type TwilioPort,
  VendorError,
} from "@/lib/domain/ports";
import { neverConnected, statusOf } from "../vendor-failure";
import { commandFailure, connectTwilio, type TwilioSettings } from "./connection";
import { codeOf, textFailure } from "./message-failures";
import {
  addKeyQuestion,
  addRoom,
  addSpeech,
  addTransfer,
  type Document,
  LONGEST_CALL_SECONDS,
  newDocument,
  questionLink,
  reportLink,
} from "./twiml";

/** The call is over, or cannot be steered any more. */
const NOT_IN_PROGRESS = "21220";
const UNKNOWN = "20404";
/** What a number has to do for a front desk. */
const CAPABILITIES = ["voice", "sms"] as const;
const BAD_CREDENTIALS = new Set([401, 403, 404]);

/** Has a leg do what a document says: over the API, or in the answer that Twilio waits for. */
type Order = (callId: string, write: (document: Document) => void) => Promise<void>;

/**
 * Twilio for any account that a business has connected, over the real SDK. Its methods throw VendorError, retryable where
 * Twilio is out of reach. https://www.twilio.com/docs/voice/api
 */
export function createTwilio(settings: TwilioSettings): (account: TwilioAccount) => TwilioPort {
  const clientOf = connectTwilio(settings);
  return (account) => portOf(settings, account, () => clientOf(account));
}

function portOf(settings: TwilioSettings, account: TwilioAccount, client: () => Promise<Twilio>): TwilioPort {
  const { isEmulated, webhookUrl } = settings;

  const run = async <T>(
    command: (client: Twilio) => Promise<T>,
    { isRepeatable = false }: { isRepeatable?: boolean } = {},
  ): Promise<T> => {
    const twilio = await client();
    try {
      return await command(twilio);
    } catch (error) {
      throw commandFailure(error, isRepeatable);
    }
  };

  const overApi: Order = async (callId, write) => {
    const document = newDocument();
    write(document);
    await run((twilio) => twilio.calls(callId).update({ twiml: document.toString() }));
  };

  const hangUp = (callId: string) =>
    run(
      async (twilio) => {
        try {
          await twilio.calls(callId).update({ status: "completed" });
        } catch (error) {
          if (codeOf(error) !== NOT_IN_PROGRESS && codeOf(error) !== UNKNOWN) throw error;
        }
      },
      { isRepeatable: true },
    );

  const telephony = (order: Order): TelephonyPort => ({
    isConfigured: true,
    isEmulated,
    // A ringing call is answered by what it is put through to.
    answer: async () => undefined,
    transfer: (callId, { to, from, timeoutSeconds, commandId }) =>
      order(callId, (document) =>
        addTransfer(document, webhookUrl(), { to, from, timeoutSeconds, key: commandId }),
      ),
    speak: (callId, { text }) => order(callId, (document) => addSpeech(document, webhookUrl(), text)),
    dial: async (callId, { to, from, timeoutSeconds }) => {
      const about = { step: "person", for: callId };
      await run((twilio) =>
        twilio.calls.create({
          to,
          from,
          url: questionLink(webhookUrl(), about),
          // Twilio asks what to say only once it knows whether a machine picked up.
          machineDetection: "Enable",
          timeout: timeoutSeconds,
          timeLimit: LONGEST_CALL_SECONDS,
          statusCallback: reportLink(webhookUrl(), about),
          statusCallbackEvent: ["initiated", "answered", "completed"],
        }),
      );
    },
    ask: (callId, { text, onBehalfOf }) =>
      order(callId, (document) => addKeyQuestion(document, webhookUrl(), { text, of: onBehalfOf })),
    bridge: async (callerId, { withCallId: personId }) => {
      const enter = (isCaller: boolean) => (document: Document) =>
        addRoom(document, webhookUrl(), { callerId, personId, isCaller });
      // The caller first: where they are gone, the person hears so.
      await order(callerId, enter(true));
      await order(personId, enter(false));
    },
    hangUp,
    offeredNumbers: (country, most) =>
      run(
        async (twilio) => {
          const local = twilio.availablePhoneNumbers(country).local;
          const wanted = { voiceEnabled: true, limit: most, pageSize: most };
          const found = await local.list(wanted).catch((error: unknown) => {
            // It has no local numbers of that country.
            if (codeOf(error) === UNKNOWN) return [];
            throw error;
          });
          return found.map(({ phoneNumber, capabilities }) => ({
            e164: phoneNumber,
            capabilities: CAPABILITIES.filter((name) =>
              // Some of their names come in capital letters.
              Object.entries(capabilities).some(([key, has]) => has && key.toLowerCase() === name),
            ),
          }));
        },
        { isRepeatable: true },
      ),
    sendText: async ({ from, to, text, webhookUrl: reportedTo }) => {
      const twilio = await client();
      try {
        const { sid } = await twilio.messages.create({
          from,
          to,
          body: text,
          statusCallback: reportLink(reportedTo),
        });
        return sid;
      } catch (error) {
        throw textFailure(error);
      }
    },
  });

  const port: TwilioPort = {
    ...telephony(overApi),
    verify: async () => {
      const twilio = await client();
      const found = await twilio.api.v2010
        .accounts(account.accountSid)
        .fetch()
        .catch((error: unknown) => {
          throw verifyFailure(error);
        });
      if (found.status !== "active")
        throw new VendorError("twilio", `This Twilio account is ${found.status}.`, { isRetryable: false });
    },
    ownedNumber: async (e164) => {
      const [found] = await run(
        (twilio) => twilio.incomingPhoneNumbers.list({ phoneNumber: e164, limit: 1 }),
        { isRepeatable: true },
      );
      return found?.phoneNumber === e164 ? found.sid : null;
    },
    directNumber: async (numberId) => {
      await run(
        (twilio) =>
          twilio.incomingPhoneNumbers(numberId).update({
            voiceUrl: questionLink(webhookUrl()),
            voiceMethod: "POST",
            // What plays "an application error has occurred" asks us once more before.
            voiceFallbackUrl: questionLink(webhookUrl(), { step: "again" }),
            voiceFallbackMethod: "POST",
            voiceApplicationSid: "",
            statusCallback: reportLink(webhookUrl()),
            statusCallbackMethod: "POST",
            smsUrl: reportLink(webhookUrl()),
            smsMethod: "POST",
            smsApplicationSid: "",
          }),
        { isRepeatable: true },
      );
    },
    answering: (callId, { isRinging }) => {
      const document = newDocument();
      let hasOrders = false;
      const order: Order = async (id, write) => {
        if (id !== callId) return overApi(id, write);
        write(document);
        hasOrders = true;
      };
      const inAnswer: TwilioPort = {
        ...port,
        ...telephony(order),
        hangUp: async (id) => {
          if (id !== callId) return hangUp(id);
          if (isRinging && !hasOrders) document.reject();
          else document.hangup();
          hasOrders = true;
        },
      };
      return {
        telephony: inAnswer,
        hasOrders: () => hasOrders,
        document: () => {
          if (!hasOrders) document.hangup();
          return document.toString();
        },
      };
    },
  };
  return port;
}

function verifyFailure(error: unknown): VendorError {
  const status = statusOf(error);
  if (status !== undefined && BAD_CREDENTIALS.has(status))
    return new VendorError("twilio", TWILIO_REFUSED, {
      isRetryable: false,
      cause: error,
    });
  const isAway = status === undefined || status >= 500 || status === 429 || neverConnected(error);
  return new VendorError(
    "twilio",
    isAway ? "Twilio could not be reached." : `Twilio refused: ${String(error)}`,
    { isRetryable: isAway, cause: error },
  );
}
