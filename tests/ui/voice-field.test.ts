import { MantineProvider } from "@mantine/core";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { VoiceField } from "@/app/(dashboard)/receptionist/voice-field";
import type { Voice } from "@/lib/domain/ports";

const MYRA: Voice = {
  id: "11labs-Myra",
  name: "Myra",
  provider: "elevenlabs",
  gender: "female",
  accent: "American",
  age: "Young",
  own: null,
};
const OWN: Voice = { ...MYRA, id: "rachel", name: "Rachel", gender: null, own: { libraryId: "rachel" } };
const CLONE: Voice = { ...OWN, id: "clone", name: "Me", own: { libraryId: null } };

/** The words below the field. */
function noteFor(value: string, voices: Voice[] | null): string {
  const field = createElement(VoiceField, { voices, value, onChange: () => undefined });
  const html = renderToString(createElement(MantineProvider, null, field));
  const note = /id="voice-note"[^>]*>(.*?)<\/p>/.exec(html)?.[1] ?? "";
  return note.replaceAll(/<svg.*?<\/svg>/g, "").replaceAll(/<[^>]+>/g, "");
}

describe("the field of a voice", () => {
  it.each([
    ["11labs-Myra", [MYRA], "Myra: Female, American, young, by ElevenLabs"],
    ["voice_123", [MYRA], "There is no voice “voice_123”. Callers hear the usual one until there is."],
    [
      "rachel",
      [MYRA, OWN],
      "Rachel: American, young, in your ElevenLabs account. Callers hear it once you publish.",
    ],
    [
      "clone",
      [CLONE],
      "Me is private to your ElevenLabs account. Share it in ElevenLabs&#x27; library, or choose another voice.",
    ],
    ["", [MYRA], "The usual voice speaks. Type to search for another one."],
    ["voice_123", null, "The list of voices is out of reach now."],
  ])("says of %j what callers hear", (value, voices, note) => {
    expect(noteFor(value, voices)).toBe(note);
  });
});
