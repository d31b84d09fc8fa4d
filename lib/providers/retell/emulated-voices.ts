import { randomBytes } from "node:crypto";
import type { Retell } from "retell-sdk";
import { z } from "zod";
import { VOICE_LIBRARY } from "../emulation/voice-library";

/** Voices that the emulated account has; the first is the adapter's default. */
export const VOICES: Retell.VoiceListResponse = [
  {
    voice_id: "11labs-Adrian",
    voice_name: "Adrian",
    provider: "elevenlabs",
    gender: "male",
    accent: "American",
    age: "Young",
  },
  {
    voice_id: "11labs-Myra",
    voice_name: "Myra",
    provider: "elevenlabs",
    gender: "female",
    accent: "American",
    age: "Young",
  },
  {
    voice_id: "openai-Alloy",
    voice_name: "Alloy",
    provider: "openai",
    gender: "female",
    accent: "American",
    age: "Middle Aged",
  },
  {
    voice_id: "cartesia-Brian",
    voice_name: "Brian",
    provider: "cartesia",
    gender: "male",
    accent: "British",
    age: "Middle Aged",
  },
];

/** A voice that was taken over, as it is kept. */
export const voiceFields = z.object({
  voice_id: z.string(),
  voice_name: z.string(),
  provider: z.literal("elevenlabs"),
  gender: z.enum(["male", "female"]),
  accent: z.string(),
  age: z.string(),
});

const search = z.object({ search_query: z.string(), voice_provider: z.string().default("elevenlabs") });

/** The answer to a search by name, owner or id in the library of another vendor. */
export function searched(body: unknown): Retell.VoiceSearchResponse {
  const wish = search.safeParse(body).data;
  const wanted = wish?.voice_provider === "elevenlabs" ? wish.search_query.toLowerCase() : null;
  const hits = VOICE_LIBRARY.filter(
    ({ voiceId, name }) =>
      wanted !== null && (name.toLowerCase().includes(wanted) || voiceId.toLowerCase() === wanted),
  );
  return {
    voices: hits.map(({ voiceId, name, ownerId, accent }) => ({
      name,
      description: `${accent} voice`,
      provider_voice_id: voiceId,
      public_user_id: ownerId,
    })),
  };
}

const addition = z.object({
  provider_voice_id: z.string(),
  voice_name: z.string().min(1).max(200),
  voice_provider: z.literal("elevenlabs").default("elevenlabs"),
  public_user_id: z.string(),
});

/** A voice of the library as the account has it from now on; null where there is no such voice of this owner. */
export function addedVoice(body: unknown): z.infer<typeof voiceFields> | null {
  const wish = addition.safeParse(body).data;
  const voice = VOICE_LIBRARY.find(
    ({ voiceId, ownerId }) => voiceId === wish?.provider_voice_id && ownerId === wish.public_user_id,
  );
  if (!wish || !voice) return null;
  return {
    voice_id: `custom_voice_${randomBytes(13).toString("hex")}`,
    voice_name: wish.voice_name,
    provider: "elevenlabs",
    gender: voice.gender,
    accent: voice.accent,
    age: voice.age,
  };
}
