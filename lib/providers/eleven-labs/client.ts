import { createHash } from "node:crypto";
import { z } from "zod";
import { VendorError, type Voice, type VoiceLibraryPort } from "@/lib/domain/ports";
import { keptVoices } from "../kept-voices";
import { voiceFrom, voicePage } from "./voices";

export interface ElevenLabsSettings {
  /** A bare origin. Null: ElevenLabs itself. */
  baseUrl: string | null;
  isEmulated: boolean;
  timeoutMilliseconds?: number;
}

const VENDOR = "eleven_labs";
const ORIGIN = "https://api.elevenlabs.io";
const TIMEOUT_MILLISECONDS = 5000;
const MOST_BYTES = 4_000_000;
const PAGE_SIZE = 100;
/** Nobody chooses among more voices than five hundred. */
const MOST_PAGES = 5;
const REMEMBERED_ACCOUNTS = 200;

const UNREACHABLE = "ElevenLabs could not be reached. Try again in a few minutes.";
const UNREADABLE = "ElevenLabs answered in a way that we do not understand. Try again in a few minutes.";

const refusal = (message: string) => new VendorError(VENDOR, message, { isRetryable: false });
const passing = (message: string, cause?: unknown) =>
  new VendorError(VENDOR, message, { isRetryable: true, cause });

const problem = z
  .object({ detail: z.object({ status: z.string().catch("") }).catch({ status: "" }) })
  .catch({ detail: { status: "" } });

/** What an answer other than 200 means, in words for whoever owns the account. */
function failureOf(status: number, body: unknown): VendorError {
  const code = problem.parse(body).detail.status;
  if (code === "missing_permissions")
    return refusal(
      "ElevenLabs does not let this key list voices. Give it the permission to read voices, or make a key without restrictions.",
    );
  if (status === 401)
    return refusal("ElevenLabs does not know this key. Copy it again from your ElevenLabs settings.");
  if (status === 403) return refusal("ElevenLabs does not let this key in. Check its restrictions there.");
  if (status === 429) return passing("ElevenLabs is asked too often right now. Try again in a minute.");
  return passing(status >= 500 ? UNREACHABLE : UNREADABLE);
}

/** The JSON of an answer, of which no more is read than a list of voices can have. */
async function jsonOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > MOST_BYTES) throw passing(UNREADABLE);
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return null;
  }
}

/**
 * A business's own account at ElevenLabs, by its key, over the HTTP API (elevenlabs.io/docs/api-reference): what is
 * asked is the list of voices, which is also how a key is checked, since keys may be restricted to it.
 * Lists are kept for ten minutes. Every method throws VendorError with words for the owner.
 */
export function createElevenLabs(
  settings: ElevenLabsSettings,
): (account: { apiKey: string }) => VoiceLibraryPort {
  const origin = settings.baseUrl ?? ORIGIN;
  const kept = new Map<string, () => Promise<Voice[]>>();

  const page = async (apiKey: string, query: Record<string, string>): Promise<z.infer<typeof voicePage>> => {
    const url = new URL(`/v2/voices?${new URLSearchParams(query)}`, origin);
    // What no header can carry is no key, and fetch would throw its own words about it.
    if (!/^[\x21-\x7e]+$/.test(apiKey)) throw failureOf(401, null);
    try {
      const response = await fetch(url, {
        headers: { "xi-api-key": apiKey, accept: "application/json" },
        redirect: "error",
        signal: AbortSignal.timeout(settings.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS),
      });
      const body = await jsonOf(response);
      if (response.status !== 200) throw failureOf(response.status, body);
      const parsed = voicePage.safeParse(body);
      if (!parsed.success) throw passing(UNREADABLE, parsed.error);
      return parsed.data;
    } catch (error) {
      throw error instanceof VendorError ? error : passing(UNREACHABLE, error);
    }
  };

  const list = async (apiKey: string): Promise<Voice[]> => {
    const voices: Voice[] = [];
    let next: string | null = null;
    for (let pages = 0; pages < MOST_PAGES; pages += 1) {
      const query = { page_size: String(PAGE_SIZE), ...(next ? { next_page_token: next } : {}) };
      const answer: z.infer<typeof voicePage> = await page(apiKey, query);
      voices.push(...answer.voices.map(voiceFrom));
      next = answer.has_more ? answer.next_page_token : null;
      if (next === null) break;
    }
    return voices;
  };

  const keptList = (apiKey: string): (() => Promise<Voice[]>) => {
    // The map outlives requests, so that no key stands in it.
    const name = createHash("sha256").update(apiKey).digest("base64");
    const known = kept.get(name) ?? keptVoices(() => list(apiKey));
    kept.delete(name);
    kept.set(name, known);
    const [oldest] = kept.keys();
    if (kept.size > REMEMBERED_ACCOUNTS && oldest !== undefined) kept.delete(oldest);
    return known;
  };

  return ({ apiKey }) => ({
    isEmulated: settings.isEmulated,
    listVoices: () => keptList(apiKey)(),
    verify: async () => {
      await page(apiKey, { page_size: "1" });
    },
  });
}
