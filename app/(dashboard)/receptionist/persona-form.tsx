"use client";

import { Box, Input, Select, SimpleGrid, Slider, Stack, Textarea, TextInput } from "@mantine/core";
import type { Voice } from "@/lib/domain/ports";
import { FormOutcome } from "@/lib/ui/form-parts";
import { tellDone } from "@/lib/ui/notices";
import { Panel } from "@/lib/ui/panel";
import { SaveBar } from "@/lib/ui/save-bar";
import { useActionForm } from "@/lib/ui/use-action-form";
import { useUnsavedChanges } from "@/lib/ui/use-unsaved-changes";
import { savePersonaAction } from "./actions";
import { useDraft } from "./draft-bar";
import { GreetingPreview } from "./greeting-preview";
import type { LanguageChoice } from "./languages";
import classes from "./receptionist.module.css";
import { VoiceField } from "./voice-field";

export interface PersonaValues extends Record<string, unknown> {
  name: string;
  greeting: string;
  personality: string;
  conversationStyle: string;
  instructions: string;
  language: string;
  voiceId: string;
  voiceSpeed: number;
}

const SPEEDS = [0.5, 1, 1.5, 2].map((value) => ({ value, label: `${value} ×` }));

/** Who answers and how. What is saved is a draft until it is published. */
export function PersonaForm({
  agentId,
  saved,
  languages,
  voices,
  businessName,
}: {
  agentId: string;
  saved: PersonaValues;
  languages: LanguageChoice[];
  /** Null: they cannot be listed now. */
  voices: Voice[] | null;
  businessName: string;
}) {
  const { publish } = useDraft(agentId);
  const { form, outcome, isPending, isDirty, formProps } = useActionForm({
    initialValues: saved,
    send: (values) => savePersonaAction({ ...values, id: agentId }),
    onDone: ({ isDraft }) =>
      isDraft
        ? tellDone("Saved as a draft. Callers hear it once it is published.", {
            label: "Publish",
            run: publish,
          })
        : tellDone("Saved. It is as it is live: there is nothing to publish."),
  });
  useUnsavedChanges(isDirty);
  const field = (name: keyof PersonaValues & string) => ({ name, ...form.getInputProps(name) });
  return (
    <form {...formProps}>
      <Stack gap="md">
        <FormOutcome state={outcome} />
        <Panel id="greeting" title="The first words">
          <Stack gap="md">
            <Textarea
              label="Greeting"
              description="{{business_name}} stands for the name of your business."
              autosize
              minRows={2}
              maxRows={6}
              {...field("greeting")}
            />
            <GreetingPreview greeting={form.values.greeting} businessName={businessName} />
          </Stack>
        </Panel>
        <Panel id="persona" title="Who answers">
          <Stack gap="md">
            <TextInput label="Name" description="How it calls itself when asked." {...field("name")} />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <TextInput label="Personality" placeholder="warm and patient" {...field("personality")} />
              <TextInput
                label="Conversation style"
                placeholder="short and friendly"
                {...field("conversationStyle")}
              />
            </SimpleGrid>
            <Textarea
              label="Instructions"
              description="What it should do, and what it should never say. Plain sentences are best."
              autosize
              minRows={4}
              maxRows={16}
              {...field("instructions")}
            />
          </Stack>
        </Panel>
        <Panel id="voice" title="Language and voice">
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <Select
                label="Language"
                data={languages}
                searchable
                allowDeselect={false}
                {...field("language")}
              />
              <VoiceField voices={voices} {...field("voiceId")} />
            </SimpleGrid>
            <Box>
              <Input.Label id="speed-label">Speed</Input.Label>
              <Box className={classes.speed}>
                <Slider
                  min={0.5}
                  max={2}
                  step={0.05}
                  marks={SPEEDS}
                  label={(value) => `${value.toFixed(2)} ×`}
                  thumbLabel="Speed of the voice"
                  {...form.getInputProps("voiceSpeed")}
                />
              </Box>
            </Box>
          </Stack>
        </Panel>
      </Stack>
      <SaveBar
        isDirty={isDirty}
        isPending={isPending}
        save="Save draft"
        onDiscard={form.reset}
        look="loose"
      />
    </form>
  );
}
