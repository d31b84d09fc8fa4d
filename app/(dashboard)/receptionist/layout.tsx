import type { Metadata } from "next";
import type { ReactNode } from "react";
import { compareSettings, defaultAgent, getAgentDraft, isAtWork, settingsOf } from "@/lib/domain/agents";
import { can } from "@/lib/domain/context";
import { PageHeader } from "@/lib/ui/page-header";
import { SectionNav } from "@/lib/ui/section-nav";
import { pageContext } from "@/lib/wiring";
import { AnsweringSwitch } from "./answering-switch";
import { DraftBar } from "./draft-bar";
import { SECTIONS } from "./sections";

export const metadata: Metadata = { title: "Receptionist" };

export default async function ReceptionistLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const agent = await defaultAgent(ctx);
  const draft = agent && (await getAgentDraft(ctx, agent.id));
  const canWrite = can(ctx, "agent:write");
  const changes = agent && draft ? compareSettings(settingsOf(agent), draft.settings) : [];
  return (
    <>
      <PageHeader title="Receptionist" lead="Who answers your phone, and what callers are told.">
        {agent ? <AnsweringSwitch isAnswering={isAtWork(agent.status)} canWrite={canWrite} /> : null}
      </PageHeader>
      <SectionNav label="Receptionist" sections={SECTIONS} />
      {agent ? (
        <DraftBar agentId={agent.id} changed={changes.map(({ label }) => label)} canWrite={canWrite} />
      ) : null}
      {children}
    </>
  );
}
