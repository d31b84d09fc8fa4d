import { z } from "zod";
import type { Voice } from "@/lib/domain/ports";

const text = z.string().trim().min(1).max(200);
const label = text.nullable().catch(null);

const voice = z.object({
  voice_id: text,
  name: label,
  category: z.string().nullable().catch(null),
  labels: z
    .object({ gender: label, accent: label, age: label })
    .catch({ gender: null, accent: null, age: null }),
  sharing: z
    .object({ status: z.string().catch(""), original_voice_id: label })
    .nullable()
    .catch(null),
});

/** The answer to `GET /v2/voices`. An entry that is no voice is left out, so that it hides no other. */
export const voicePage = z.object({
  voices: z
    .array(z.unknown())
    .transform((entries) => entries.flatMap((entry) => voice.safeParse(entry).data ?? [])),
  has_more: z.boolean().catch(false),
  next_page_token: z.string().min(1).nullable().catch(null),
});

/** Made by the account's owner: nobody else knows such a voice until it is shared. */
const OWN_CATEGORIES = new Set(["cloned", "generated", "professional"]);
const GENDERS = { male: "male", female: "female" } as const;
const isGender = (word: string): word is keyof typeof GENDERS => word in GENDERS;
const words = (label: string | null): string | null => label?.replaceAll(/[_-]+/g, " ") ?? null;

/**
 * A voice of an account in the product's words. What the owner added from the public library has the library's id;
 * a voice of their own is public where they share it there.
 */
export function voiceFrom({ voice_id, name, category, labels, sharing }: z.infer<typeof voice>): Voice {
  const gender = labels.gender?.toLowerCase() ?? "";
  const isCopy = sharing?.status === "copied";
  const isPublic = isCopy || sharing?.status === "enabled" || !OWN_CATEGORIES.has(category ?? "");
  return {
    id: voice_id,
    name: name ?? voice_id,
    provider: "elevenlabs",
    gender: isGender(gender) ? gender : null,
    accent: words(labels.accent),
    age: words(labels.age),
    own: { libraryId: isPublic ? ((isCopy ? sharing.original_voice_id : null) ?? voice_id) : null },
  };
}
