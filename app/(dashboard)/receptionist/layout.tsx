import type { Metadata } from "next";
import type { ReactNode } from "react";
import { compareSettings, isStarted, listAgentDrafts, settingsOf, takesCalls } from "@/lib/domain/agents";
import { getBusiness } from "@/lib/domain/businesses";
import { can } from "@/lib/domain/context";
import { wallMoment } from "@/lib/domain/week-hours";
import { pageContext } from "@/lib/wiring";
import { receptionists } from "./chosen";
import { ReceptionistHeader } from "./receptionist-header";

export const metadata: Metadata = { title: "Receptionist" };

export default async function ReceptionistLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const [agents, drafts, { timeZone }] = await Promise.all([
    receptionists(ctx),
    listAgentDrafts(ctx),
    getBusiness(ctx),
  ]);
  const moment = wallMoment(ctx.clock.now(), timeZone);
  const views = agents.map((agent) => {
    const draft = drafts.find(({ agentId }) => agentId === agent.id);
    const changes = draft ? compareSettings(settingsOf(agent), draft.settings) : [];
    return {
      id: agent.id,
      name: agent.name,
      greeting: agent.greeting,
      isAnswering: isStarted(agent.status),
      isAtWork: takesCalls(agent, moment),
      changed: changes.map(({ label }) => label),
    };
  });
  return (
    <>
      <ReceptionistHeader views={views} canWrite={can(ctx, "agent:write")} />
      {children}
    </>
  );
}
