import { randomBytes, randomUUID } from "node:crypto";
import type { Delivery } from "../emulation/courier";
import type { Destination } from "../emulation/destination";
import { delayOf, Faults, pause } from "../emulation/faults";
import type { PhoneCall } from "../emulation/phone-call";
import { type Incoming, listen, type Reply } from "../emulation/server";
import type { SipDirectory } from "../emulation/voice-leg";
import {
  answerAccount,
  type EmulatedAccount,
  type EmulatedNumber,
  numberTelling,
  refuse,
} from "./emulated-accounts";
import { EmulatedCall } from "./emulated-call";
import { dialPerson, updateCall } from "./emulated-calls-api";
import type { Interpreter, InterpreterWorld } from "./emulated-interpreter";
import { newSid } from "./emulated-leg";
import { receivedMessage, sendEmulatedMessage } from "./emulated-messages";
import { Post } from "./emulated-post";
import { Rooms } from "./emulated-room";
import { formOf } from "./form";

export interface TwilioEmulatorOptions {
  /** Who answers SIP addresses; default nobody. */
  sip?: SipDirectory;
  now?: () => Date;
  port?: number;
  /** How long a destination rings; default 20. */
  ringMilliseconds?: number;
  /** Waits before repeated reports; default 200, 400, 800, 1600. */
  retryMilliseconds?: readonly number[];
  /** Where an address of the app really is; default there. */
  resolve?: (url: string) => string;
}

export interface TwilioEmulator {
  /** For the client's `baseUrl`. */
  baseUrl: string;
  faults: Faults;
  /** Every request to the app. */
  readonly deliveries: readonly Delivery[];
  /** What happens at a number that calls and texts go to; others answer. */
  destinations: Map<string, Destination>;
  /** Numbers that opted out at Twilio, which takes no texts to them. */
  stopped: Set<string>;
  /** Opens an account that owns these numbers. `webhookUrl`: they ask and tell it from the start, as after a set-up. */
  openAccount(
    numbers: string[],
    known?: { sid: string; authToken: string; webhookUrl: string },
  ): EmulatedAccount;
  /** A number as its account has set it up. */
  number(e164: string): EmulatedNumber | null;
  /** Rings a number of an account. `from` null withholds the caller's. */
  placeCall(call: { from: string | null; to: string }): PhoneCall;
  /** Someone texts a number of an account. Resolves when delivered or given up. */
  sendText(message: {
    from: string;
    to: string;
    text: string;
    optOutType?: string;
    media?: { contentType: string; content: Uint8Array }[];
  }): Promise<void>;
  close(): Promise<void>;
}

/** Twilio's side of the wire on this machine, as its SDK 6 and TwiML of 2010-04-01 speak it. */
export async function startTwilioEmulator(options: TwilioEmulatorOptions = {}): Promise<TwilioEmulator> {
  const now = options.now ?? (() => new Date());
  const faults = new Faults();
  const post = new Post({
    faults,
    resolve: options.resolve ?? ((url) => url),
    retryMilliseconds: options.retryMilliseconds ?? [200, 400, 800, 1600],
  });
  const accounts = new Map<string, EmulatedAccount>();
  const legs = new Map<string, { interpreter: Interpreter; call: EmulatedCall }>();
  const destinations = new Map<string, Destination>();
  const stopped = new Set<string>();
  const media = new Map<string, { contentType: string; content: Uint8Array }>();
  const ringMilliseconds = options.ringMilliseconds ?? 20;
  const destination = (number: string): Destination => destinations.get(number) ?? { outcome: "answered" };
  const messages = post.lane();

  const ownerOf = (e164: string) => {
    for (const account of accounts.values()) {
      const number = account.numbers.find(({ phoneNumber }) => phoneNumber === e164);
      if (number) return { account, number };
    }
    return null;
  };

  const route = (account: EmulatedAccount, rest: string, request: Incoming): Reply => {
    const form = formOf(request.text);
    const own = answerAccount(account, { method: request.method, rest, query: request.query, form });
    if (own) return own;
    if (request.method !== "POST") return refuse("notFound");
    if (rest === "/Messages.json") {
      const report = (url: string, event: string, body: Record<string, string>) =>
        post.report(messages, account.authToken, url, event, body);
      const isReachable = (number: string) => destination(number).outcome === "answered";
      return sendEmulatedMessage({ report, isReachable, isStopped: (to) => stopped.has(to) }, account, form);
    }
    if (rest === "/Calls.json") return dialPerson(account, legs, form);
    const sid = /^\/Calls\/(CA\w+)\.json$/.exec(rest)?.[1];
    return sid ? updateCall(legs.get(sid)?.interpreter, form) : refuse("notFound");
  };

  const handle = async (request: Incoming): Promise<Reply | null> => {
    const file = media.get(request.path);
    if (file) return { status: 200, bytes: file.content, contentType: file.contentType };
    const fault = faults.take("request", `${request.method} ${request.path}`, ["fail", "delay", "drop"]);
    if (fault?.mode === "drop") return null;
    if (fault?.mode === "delay") await pause(delayOf(fault));
    if (fault?.mode === "fail") {
      const status = fault.status ?? 503;
      return { status, json: { code: 20500, message: "Internal Server Error", status } };
    }
    const [, sid = "", rest = ""] = /^\/2010-04-01\/Accounts\/(AC\w+)(.*)$/.exec(request.path) ?? [];
    const account = accounts.get(sid.replace(/\.json$/, ""));
    const basic = account && Buffer.from(`${account.sid}:${account.authToken}`).toString("base64");
    if (!account || request.headers.authorization !== `Basic ${basic}`) return refuse("unauthenticated");
    return route(account, rest, request);
  };

  const server = await listen(handle, options.port);

  const placeCall: TwilioEmulator["placeCall"] = ({ from, to }) => {
    const owner = ownerOf(to);
    if (!owner) throw new Error(`No account at the emulator has ${to}`);
    const { account, number } = owner;
    const lane = post.lane();
    const open = new Set<Promise<unknown>>();
    const waiting: [string, Interpreter][] = [];
    let call: EmulatedCall | null = null;
    const world: InterpreterWorld = {
      now,
      destination,
      ringMilliseconds,
      rooms: new Rooms(),
      sip: options.sip ?? (() => null),
      report: (url, event, form) => post.report(lane, account.authToken, url, event, form),
      ask: (url, event, form) => {
        const asking = post.ask(account.authToken, url, event, form).finally(() => open.delete(asking));
        open.add(asking);
        return asking;
      },
      addLeg: (leg, interpreter) => {
        if (!interpreter) return;
        if (call) legs.set(leg.sid, { interpreter, call });
        else waiting.push([leg.sid, interpreter]);
      },
    };
    const settled = async (): Promise<void> => {
      do {
        await Promise.all(open);
        await lane.settled();
      } while (open.size > 0);
    };
    call = new EmulatedCall(world, { accountSid: account.sid, from, number, now, settled });
    for (const [sid, interpreter] of waiting) legs.set(sid, { interpreter, call });
    return call;
  };

  return {
    baseUrl: server.origin,
    faults,
    get deliveries() {
      return post.deliveries;
    },
    destinations,
    stopped,
    openAccount: (numbers, known) => {
      const account: EmulatedAccount = {
        sid: known?.sid ?? newSid("AC"),
        authToken: known?.authToken ?? randomBytes(16).toString("hex"),
        status: "active",
        numbers: numbers.map((e164) => numberTelling(known?.webhookUrl ?? "", e164)),
      };
      accounts.set(account.sid, account);
      return account;
    },
    number: (e164) => ownerOf(e164)?.number ?? null,
    placeCall,
    sendText: async ({ media: files = [], ...message }) => {
      const owner = ownerOf(message.to);
      if (!owner?.number.smsUrl) throw new Error(`No account at the emulator reports texts to ${message.to}`);
      const kept = files.map((file) => {
        const path = `/media/${randomUUID()}`;
        media.set(path, file);
        return { contentType: file.contentType, url: `${server.origin}${path}` };
      });
      const lane = post.lane();
      const form = receivedMessage(owner.account, { ...message, media: kept });
      post.report(lane, owner.account.authToken, owner.number.smsUrl, "message.received", form);
      await lane.settled();
    },
    close: async () => {
      post.close();
      await server.close();
    },
  };
}
