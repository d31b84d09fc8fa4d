export interface LanguageChoice {
  value: string;
  label: string;
}

/** Languages that a receptionist is often set to; the voice vendor speaks more. */
const USUAL = [
  "en-US",
  "en-GB",
  "en-AU",
  "en-IN",
  "es-419",
  "es-ES",
  "fr-CA",
  "fr-FR",
  "pt-BR",
  "pt-PT",
  "de-DE",
  "it-IT",
  "nl-NL",
  "pl-PL",
  "sv-SE",
  "tr-TR",
  "uk-UA",
  "hi-IN",
  "ja-JP",
  "ko-KR",
  "vi-VN",
  "zh-CN",
];

const names = new Intl.DisplayNames("en-US", { type: "language", languageDisplay: "standard" });

function nameOf(tag: string): string {
  try {
    return names.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The usual languages by name, the one in use among them whatever it is. */
export const languageChoices = (current: string): LanguageChoice[] =>
  [...new Set([...USUAL, current])].map((tag) => ({ value: tag, label: nameOf(tag) }));
