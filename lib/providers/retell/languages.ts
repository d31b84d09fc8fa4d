import type { Retell } from "retell-sdk";

type Language = Extract<NonNullable<Retell.AgentCreateParams["language"]>, string>;

/** What Retell speaks, the preferred variety of each language first. */
const LANGUAGES = [
  "en-US",
  "en-IN",
  "en-GB",
  "en-AU",
  "en-NZ",
  "de-DE",
  "es-ES",
  "es-419",
  "hi-IN",
  "fr-FR",
  "fr-CA",
  "ja-JP",
  "pt-BR",
  "pt-PT",
  "zh-CN",
  "ru-RU",
  "it-IT",
  "ko-KR",
  "nl-NL",
  "nl-BE",
  "pl-PL",
  "tr-TR",
  "vi-VN",
  "ro-RO",
  "bg-BG",
  "ca-ES",
  "th-TH",
  "da-DK",
  "fi-FI",
  "el-GR",
  "hu-HU",
  "id-ID",
  "no-NO",
  "sk-SK",
  "sv-SE",
  "lt-LT",
  "lv-LV",
  "cs-CZ",
  "ms-MY",
  "af-ZA",
  "ar-SA",
  "az-AZ",
  "bs-BA",
  "cy-GB",
  "fa-IR",
  "fil-PH",
  "gl-ES",
  "he-IL",
  "hr-HR",
  "hy-AM",
  "is-IS",
  "kk-KZ",
  "kn-IN",
  "mk-MK",
  "mr-IN",
  "ne-NP",
  "sl-SI",
  "sr-RS",
  "sw-KE",
  "ta-IN",
  "ur-IN",
  "yue-CN",
  "uk-UA",
] as const satisfies readonly Language[];

/** A BCP 47 tag as a language of Retell; `multi` (it listens for which) where it has none. */
export function retellLanguage(tag: string): Language {
  const wanted = tag.trim().replace("_", "-").toLowerCase();
  const exact = LANGUAGES.find((language) => language.toLowerCase() === wanted);
  const primary = wanted.split("-")[0] ?? "";
  const near = LANGUAGES.find(
    (language) => primary !== "" && language.toLowerCase().startsWith(`${primary}-`),
  );
  return exact ?? near ?? "multi";
}
