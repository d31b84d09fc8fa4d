import { Text } from "@mantine/core";
import { Panel } from "@/lib/ui/panel";
import { GreetingPreview } from "./greeting-preview";
import type { LanguageChoice } from "./languages";
import type { PersonaValues } from "./persona-form";
import classes from "./receptionist.module.css";

/** Who answers, to read. */
export function PersonaFacts({
  values,
  languages,
  businessName,
}: {
  values: PersonaValues;
  languages: LanguageChoice[];
  businessName: string;
}) {
  const facts = {
    Name: values.name,
    Personality: values.personality,
    "Conversation style": values.conversationStyle,
    Language: languages.find(({ value }) => value === values.language)?.label ?? values.language,
    Voice: values.voiceId || "The usual one",
    Speed: `${values.voiceSpeed} ×`,
    Instructions: values.instructions,
  };
  return (
    <Panel id="persona" title={values.name}>
      <GreetingPreview greeting={values.greeting} businessName={businessName} />
      <dl className={classes.facts}>
        {Object.entries(facts).map(([name, value]) =>
          value ? (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Text style={{ whiteSpace: "pre-line" }}>{value}</Text>
              </dd>
            </div>
          ) : null,
        )}
      </dl>
    </Panel>
  );
}
