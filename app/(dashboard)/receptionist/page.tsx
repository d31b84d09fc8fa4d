import { IconHeadsetOff } from "@tabler/icons-react";
import { getAgentDraft, settingsOf } from "@/lib/domain/agents";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { listNumbers } from "@/lib/domain/numbers";
import { listVoices } from "@/lib/domain/receptionist";
import { EmptyNote } from "@/lib/ui/empty-note";
import { formatPhone } from "@/lib/ui/format";
import { Panel, Surface } from "@/lib/ui/panel";
import { pageContext } from "@/lib/wiring";
import { chosenReceptionist } from "./chosen";
import { languageChoices } from "./languages";
import { NumberList } from "./number-list";
import { PersonaFacts } from "./persona-facts";
import { PersonaForm } from "./persona-form";
import { ReadOnlyNote } from "./read-only-note";
import classes from "./receptionist.module.css";
import { RemoveReceptionist } from "./remove-receptionist";
import { SyncState } from "./sync-state";

export default async function PersonaPage({ searchParams }: PageProps<"/receptionist">) {
  const ctx = await pageContext();
  const [{ agent, agents }, business, numbers] = await Promise.all([
    chosenReceptionist(ctx, searchParams),
    getBusiness(ctx),
    listNumbers(ctx),
  ]);
  if (!agent) {
    return (
      <Surface>
        <EmptyNote icon={<IconHeadsetOff size={34} stroke={1.4} />} title="There is no receptionist">
          Nobody answers the calls of this business. An owner, admin or manager can add one.
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
  const voices = await listVoices(ctx);
  const languages = languageChoices(settings.language);
  const canWrite = can(ctx, "agent:write");
  return (
    <>
      {canWrite ? null : <ReadOnlyNote />}
      <div className={classes.columns}>
        <div className={classes.main}>
          {canWrite ? (
            <PersonaForm
              key={agent.id}
              agentId={agent.id}
              saved={values}
              languages={languages}
              voices={voices}
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
          {agents.length > 1 ? (
            <Panel id="numbers" title="Answers these numbers">
              <NumberList
                key={agent.id}
                agent={{ id: agent.id, name: agent.name }}
                numbers={numbers
                  .filter(({ status }) => status !== "released")
                  .map(({ id, e164, friendlyName, agentId }) => {
                    const owner = agents.find((one) => one.id === agentId);
                    return {
                      id,
                      label: friendlyName ? `${friendlyName}, ${formatPhone(e164)}` : formatPhone(e164),
                      owner: owner ? { id: owner.id, name: owner.name } : null,
                    };
                  })}
                canWrite={can(ctx, "number:write")}
              />
            </Panel>
          ) : null}
          {agents.length > 1 && canWrite ? (
            <RemoveReceptionist key={agent.id} agentId={agent.id} name={agent.name} />
          ) : null}
        </div>
      </div>
    </>
  );
}
