import { Text } from "@mantine/core";
import type { Metadata } from "next";
import { getAgentDraft } from "@/lib/domain/agents";
import { can } from "@/lib/domain/context";
import { formatPhone } from "@/lib/ui/format";
import { Panel } from "@/lib/ui/panel";
import { pageContext } from "@/lib/wiring";
import { chosenReceptionist } from "../chosen";
import { ReadOnlyNote } from "../read-only-note";
import classes from "../receptionist.module.css";
import { FallbackForm } from "./fallback-form";
import { RuleList } from "./rule-list";

export const metadata: Metadata = { title: "Hand-off" };

export default async function HandOffPage({ searchParams }: PageProps<"/receptionist/hand-off">) {
  const ctx = await pageContext();
  const { agent } = await chosenReceptionist(ctx, searchParams);
  if (!agent) return null;
  const draft = await getAgentDraft(ctx, agent.id);
  const { handOffRules, fallbackNumbers } = draft?.settings ?? agent;
  const canWrite = can(ctx, "agent:write");
  const numbers = fallbackNumbers.map(formatPhone);
  return (
    <>
      {canWrite ? null : <ReadOnlyNote />}
      <div className={classes.columns}>
        <div className={classes.main}>
          <RuleList key={agent.id} agentId={agent.id} rules={handOffRules} canWrite={canWrite} />
        </div>
        <div className={classes.side}>
          <Panel id="fallback" title="Fallback numbers">
            <Text size="sm" c="dimmed" mb="sm">
              Rung when no rule fits, when nobody answers, and when the receptionist cannot take a call.
            </Text>
            {canWrite ? (
              <FallbackForm key={agent.id} agentId={agent.id} saved={numbers.join("\n")} />
            ) : (
              <Text style={{ whiteSpace: "pre-line" }}>{numbers.join("\n") || "None"}</Text>
            )}
          </Panel>
        </div>
      </div>
    </>
  );
}
