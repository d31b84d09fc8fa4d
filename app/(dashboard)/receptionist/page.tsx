import { IconHeadsetOff } from "@tabler/icons-react";
import { defaultAgent, getAgentDraft, settingsOf } from "@/lib/domain/agents";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { EmptyNote } from "@/lib/ui/empty-note";
import { Panel, Surface } from "@/lib/ui/panel";
import { pageContext } from "@/lib/wiring";
import { languageChoices } from "./languages";
import { PersonaFacts } from "./persona-facts";
import { PersonaForm } from "./persona-form";
import { ReadOnlyNote } from "./read-only-note";
import classes from "./receptionist.module.css";
import { SyncState } from "./sync-state";

export default async function PersonaPage() {
  const ctx = await pageContext();
  const [agent, business] = await Promise.all([defaultAgent(ctx), getBusiness(ctx)]);
  if (!agent) {
    return (
      <Surface>
        <EmptyNote icon={<IconHeadsetOff size={34} stroke={1.4} />} title="There is no receptionist">
          The one of this business was removed. Whoever removed it can add another one over the API.
        </EmptyNote>
      </Surface>
    );
  }
  const draft = await getAgentDraft(ctx, agent.id);
  const settings = draft?.settings ?? settingsOf(agent);
  const values = {
    name: settings.name,
    greeting: settings.greeting,
    personality: settings.personality,
    conversationStyle: settings.conversationStyle,
    instructions: settings.instructions,
    language: settings.language,
    voiceId: settings.voiceId ?? "",
    voiceSpeed: settings.voiceSpeed,
  };
  const languages = languageChoices(settings.language);
  const canWrite = can(ctx, "agent:write");
  return (
    <>
      {canWrite ? null : <ReadOnlyNote />}
      <div className={classes.columns}>
        <div className={classes.main}>
          {canWrite ? (
            <PersonaForm
              agentId={agent.id}
              saved={values}
              languages={languages}
              businessName={business.name}
            />
          ) : (
            <PersonaFacts values={values} languages={languages} businessName={business.name} />
          )}
        </div>
        <div className={classes.side}>
          <Panel id="sync" title="On the phone">
            <SyncState agent={agent} isConfigured={ctx.ports.voice.isConfigured} />
          </Panel>
        </div>
      </div>
    </>
  );
}
