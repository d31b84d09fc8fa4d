"use client";

import { Autocomplete, type AutocompleteProps, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { Voice } from "@/lib/domain/ports";
import classes from "./receptionist.module.css";

const PROVIDERS: Record<string, string> = {
  elevenlabs: "ElevenLabs",
  openai: "OpenAI",
  cartesia: "Cartesia",
  minimax: "MiniMax",
  fish_audio: "Fish Audio",
  inworld: "Inworld",
  platform: "Retell",
};

/** "Female, American, young, by ElevenLabs". */
function voiceText({ gender, accent, age, provider, own }: Voice): string {
  const by = own ? "in your ElevenLabs account" : `by ${PROVIDERS[provider] ?? provider}`;
  const text = [gender, accent, age?.toLowerCase(), by].filter(Boolean).join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A voice that the phone cannot have, as only its owner's account knows it. */
const isPrivate = ({ own }: Voice): boolean => own !== null && own.libraryId === null;

function noteOf(value: string, voices: Voice[] | null): { text: string; isWarning: boolean } {
  if (value === "")
    return { text: "The usual voice speaks. Type to search for another one.", isWarning: false };
  if (voices === null) return { text: "The list of voices is out of reach now.", isWarning: false };
  const known = voices.find(({ id }) => id === value);
  if (known && isPrivate(known)) {
    return {
      text: `${known.name} is private to your ElevenLabs account. Share it in ElevenLabs' library, or choose another voice.`,
      isWarning: true,
    };
  }
  if (known?.own) {
    return {
      text: `${known.name}: ${voiceText(known)}. Callers hear it once you publish.`,
      isWarning: false,
    };
  }
  if (known) return { text: `${known.name}: ${voiceText(known)}`, isWarning: false };
  return {
    text: `There is no voice “${value}”. Callers hear the usual one until there is.`,
    isWarning: true,
  };
}

/** The voice, chosen from the vendor's or typed: one that the vendor does not have is kept, with a warning. */
export function VoiceField({
  voices,
  ...input
}: {
  /** Null: they cannot be listed now. */
  voices: Voice[] | null;
} & Pick<
  AutocompleteProps,
  "value" | "onChange" | "onBlur" | "onFocus" | "defaultValue" | "error" | "name"
>) {
  const byId = new Map(voices?.map((voice) => [voice.id, voice]));
  const value = (input.value ?? "").trim();
  const note = noteOf(value, voices);
  return (
    <div>
      <Autocomplete
        label="Voice"
        placeholder="The usual voice"
        aria-describedby="voice-note"
        maxLength={200}
        maxDropdownHeight={320}
        data={[...byId.keys()]}
        filter={({ options, search }) => {
          const wanted = search.trim().toLowerCase();
          if (byId.has(search.trim())) return options;
          return options.filter((option) => {
            const voice = "value" in option ? byId.get(option.value) : undefined;
            return voice && `${voice.id} ${voice.name} ${voiceText(voice)}`.toLowerCase().includes(wanted);
          });
        }}
        renderOption={({ option }) => {
          const voice = byId.get(option.value);
          return (
            <div>
              <Text size="sm" fw={600}>
                {voice?.name ?? option.value}
              </Text>
              {voice ? (
                <Text size="sm" c="dimmed">
                  {voiceText(voice)}
                  {isPrivate(voice) ? ", private: not for the phone" : ""}
                </Text>
              ) : null}
            </div>
          );
        }}
        {...input}
      />
      <Text
        id="voice-note"
        role="status"
        size="sm"
        mt={6}
        className={note.isWarning ? classes.warning : undefined}
        c={note.isWarning ? undefined : "dimmed"}
      >
        {note.isWarning ? <IconAlertTriangle size={16} stroke={1.7} aria-hidden="true" /> : null}
        {note.text}
      </Text>
    </div>
  );
}
