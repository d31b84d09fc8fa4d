import type { Metadata } from "next";
import type { ReactNode } from "react";
import { defaultAgent } from "@/lib/domain/agents";
import { getBusiness } from "@/lib/domain/businesses";
import { PageHeader } from "@/lib/ui/page-header";
import { SectionNav } from "@/lib/ui/section-nav";
import { pageContext } from "@/lib/wiring";
import { SECTIONS } from "./sections";

export const metadata: Metadata = { title: "Receptionist" };

export default async function ReceptionistLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext();
  const [agent, business] = await Promise.all([defaultAgent(ctx), getBusiness(ctx)]);
  return (
    <>
      <PageHeader
        title="Receptionist"
        lead={`Who answers for ${business.name}${agent ? `: ${agent.name}` : ""}, and what callers are told.`}
      />
      <SectionNav label="Receptionist" sections={SECTIONS} />
      {children}
    </>
  );
}
