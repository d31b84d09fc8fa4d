import type { Retell } from "retell-sdk";
import type { Voice, VoiceAgentSpec } from "@/lib/domain/ports";
import { statusOf } from "../vendor-failure";

export const DEFAULT_VOICE_ID = "11labs-Adrian";
const MOST_NAME_CHARACTERS = 150;
const ADD_MILLISECONDS = 15_000;
/** The request was understood and is not granted, now or later. */
const REFUSED_STATUSES = new Set([400, 402, 403, 404, 422]);

/** A voice of the vendor's list in the product's words. */
const voiceFrom = (voice: Retell.VoiceResponse): Voice => ({
  id: voice.voice_id,
  name: voice.voice_name,
  provider: voice.provider,
  gender: voice.gender,
  accent: voice.accent ?? null,
  age: voice.age ?? null,
  own: null,
});

/**
 * What a voice from ElevenLabs' library is called at Retell, whose list tells its own ids only: by the id in the name
 * it is found again, so that it is taken over once for everybody who chooses it.
 */
const addedName = (name: string, libraryId: string): string =>
  `${name.slice(0, MOST_NAME_CHARACTERS)} ${markOf(libraryId)}`;
const markOf = (libraryId: string): string => `(ElevenLabs ${libraryId})`;
const isAdded = ({ voice_name }: Retell.VoiceResponse): boolean => /\(ElevenLabs \S+\)$/.test(voice_name);

/** What every business may choose from: what one of them had taken over is in their own account's list. */
export const listedVoices = (voices: Retell.VoiceListResponse): Voice[] =>
  voices.filter((voice) => !isAdded(voice)).map(voiceFrom);

/** Takes a voice over from ElevenLabs' public library, where Retell finds it there. @returns its id at Retell, or why not. */
async function addVoice(
  retell: Retell,
  libraryId: string,
): Promise<{ voiceId: string } | { problem: string }> {
  try {
    const found = await retell.voice.search({ search_query: libraryId, voice_provider: "elevenlabs" });
    const voice = found.voices.find(({ provider_voice_id }) => provider_voice_id === libraryId);
    if (!voice)
      return {
        problem: "Retell does not find this voice in ElevenLabs' public library. Choose another one.",
      };
    const added = await retell.voice.addResource(
      {
        voice_provider: "elevenlabs",
        provider_voice_id: libraryId,
        voice_name: addedName(voice.name ?? "Voice", libraryId),
        ...(voice.public_user_id ? { public_user_id: voice.public_user_id } : {}),
      },
      // Copied there from another vendor. Once an answer is lost, the next try finds the voice by its name.
      { maxRetries: 0, timeout: ADD_MILLISECONDS },
    );
    return { voiceId: added.voice_id };
  } catch (error) {
    if (!REFUSED_STATUSES.has(statusOf(error) ?? 0)) throw error;
    return { problem: "Retell does not take this voice over from ElevenLabs. Choose another one." };
  }
}

/**
 * The id of the voice that an agent is saved with: one that the vendor has, one that it takes over from ElevenLabs'
 * library, or the usual one, with the reason where the chosen voice was to be taken over and was not.
 */
export async function voiceFor(
  retell: Retell,
  { voiceId, voiceLibraryId }: Pick<VoiceAgentSpec, "voiceId" | "voiceLibraryId">,
): Promise<{ voiceId: string; problem: string | null }> {
  if (!voiceId || voiceId === DEFAULT_VOICE_ID) return { voiceId: DEFAULT_VOICE_ID, problem: null };
  const voices = await retell.voice.list();
  const libraryId = voiceLibraryId ?? voiceId;
  const known = voices.find(
    (voice) => voice.voice_id === voiceId || voice.voice_name.endsWith(markOf(libraryId)),
  );
  if (known) return { voiceId: known.voice_id, problem: null };
  // A voice of nobody's naming is kept by us as given, and spoken by the usual one.
  if (voiceLibraryId === null) return { voiceId: DEFAULT_VOICE_ID, problem: null };
  const added = await addVoice(retell, voiceLibraryId);
  return "voiceId" in added
    ? { voiceId: added.voiceId, problem: null }
    : { voiceId: DEFAULT_VOICE_ID, problem: added.problem };
}
