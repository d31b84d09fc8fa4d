import { delayOf, Faults, pause } from "../emulation/faults";
import { type Incoming, listen, type Reply } from "../emulation/server";
import { VOICE_LIBRARY } from "../emulation/voice-library";

export interface ElevenLabsEmulatorOptions {
  port?: number;
}

export interface ElevenLabsEmulator {
  /** A bare origin. */
  baseUrl: string;
  faults: Faults;
  /** Every request, newest last: `METHOD /path?query` and the key that came with it. */
  requests: readonly { name: string; apiKey: string | null }[];
  /** The account of a key has these voices from now on, as the API words them; default is a small account. */
  give(apiKey: string, voices: readonly object[]): void;
  close(): Promise<void>;
}

/** A key that is known: `sk_` and at least eight more characters. */
const KEY = /^sk_\w{8,}$/;
/** The owner took it back. */
const REVOKED_KEY = /^sk_revoked/;
/** It may speak and not look at voices. */
const RESTRICTED_KEY = /^sk_restricted/;
const REMEMBERED_REQUESTS = 500;

const [fromLibrary] = VOICE_LIBRARY;

/** What an account has by itself, what was added from the library, and a voice that its owner made. */
const SMALL_ACCOUNT = [
  {
    voice_id: "eMuLpReMaDeRaChElXxX",
    name: "Rachel",
    category: "premade",
    labels: { accent: "american", age: "young", gender: "female", use_case: "conversational" },
    sharing: null,
  },
  {
    voice_id: "eMuLcOpYoFmArGuErItE",
    name: fromLibrary?.name,
    category: "professional",
    labels: { accent: fromLibrary?.accent, age: fromLibrary?.age, gender: fromLibrary?.gender },
    sharing: {
      status: "copied",
      original_voice_id: fromLibrary?.voiceId,
      public_owner_id: fromLibrary?.ownerId,
    },
  },
  {
    voice_id: "eMuLcLoNeOfTheOwNeRx",
    name: "My own voice",
    category: "cloned",
    labels: {},
    sharing: { status: "disabled", original_voice_id: null, public_owner_id: null },
  },
];

const json = (status: number, body: unknown): Reply => ({ status, json: body });
const refused = (status: string, message: string): Reply => json(401, { detail: { status, message } });

/**
 * ElevenLabs' side of the wire on this machine, as far as voices go. It knows every key that begins with `sk_` and is
 * not too short, but takes none that begins with `sk_revoked`, and lets none that begins with `sk_restricted` look.
 */
export async function startElevenLabsEmulator(
  options: ElevenLabsEmulatorOptions = {},
): Promise<ElevenLabsEmulator> {
  const faults = new Faults();
  const accounts = new Map<string, readonly object[]>();
  const requests: { name: string; apiKey: string | null }[] = [];

  const list = (apiKey: string, query: URLSearchParams): Reply => {
    const size = Number(query.get("page_size") ?? "10");
    const start = Number(query.get("next_page_token") ?? "0");
    if (!Number.isInteger(size) || size < 1 || size > 100 || !Number.isInteger(start))
      return json(422, {
        detail: [{ loc: ["query", "page_size"], msg: "out of range", type: "value_error" }],
      });
    const all = accounts.get(apiKey) ?? SMALL_ACCOUNT;
    const end = start + size;
    const hasMore = end < all.length;
    return json(200, {
      voices: all.slice(start, end),
      has_more: hasMore,
      total_count: all.length,
      next_page_token: hasMore ? String(end) : null,
    });
  };

  const handle = async ({ method, path, query, headers }: Incoming): Promise<Reply | null> => {
    const apiKey = typeof headers["xi-api-key"] === "string" ? headers["xi-api-key"] : null;
    requests.push({ name: `${method} ${path}?${query}`, apiKey });
    if (requests.length > REMEMBERED_REQUESTS) requests.shift();
    const fault = faults.take("request", `${method} ${path}`, ["fail", "delay", "drop"]);
    if (fault?.mode === "drop") return null;
    if (fault?.mode === "fail")
      return json(fault.status ?? 503, { detail: { status: "system_busy", message: "Told to fail." } });
    if (fault?.mode === "delay") await pause(delayOf(fault));
    if (apiKey === null || !KEY.test(apiKey) || REVOKED_KEY.test(apiKey))
      return refused("invalid_api_key", "Invalid API key");
    if (method !== "GET" || path !== "/v2/voices") return json(404, { detail: "Not Found" });
    if (RESTRICTED_KEY.test(apiKey))
      return refused(
        "missing_permissions",
        "The API key you used is missing the permission voices_read to execute this operation.",
      );
    return list(apiKey, query);
  };

  const server = await listen(handle, options.port);

  return {
    baseUrl: server.origin,
    faults,
    requests,
    give: (apiKey, voices) => void accounts.set(apiKey, voices),
    close: () => server.close(),
  };
}
