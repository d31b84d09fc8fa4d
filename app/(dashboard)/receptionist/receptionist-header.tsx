"use client";

import { Text } from "@mantine/core";
import { usePathname, useSearchParams } from "next/navigation";
import { PageHeader } from "@/lib/ui/page-header";
import { SectionNav } from "@/lib/ui/section-nav";
import { AddReceptionist } from "./add-receptionist";
import { AnsweringSwitch } from "./answering-switch";
import { Chooser } from "./chooser";
import { DraftBar } from "./draft-bar";
import { SECTIONS, SHARED } from "./sections";

/** A receptionist as the head of its pages shows it. */
export interface ReceptionistView {
  id: string;
  name: string;
  greeting: string;
  /** It is switched on. */
  isAnswering: boolean;
  /** It would take a call that came now. */
  isAtWork: boolean;
  /** The names of the settings that differ from what is live. */
  changed: string[];
}

/** The head of the receptionist's pages: who it is about, whether they take calls, the sections, the draft. */
export function ReceptionistHeader({ views, canWrite }: { views: ReceptionistView[]; canWrite: boolean }) {
  const pathname = usePathname();
  const named = useSearchParams().get("agent");
  const chosen = views.find(({ id }) => id === named) ?? views[0];
  const isOneOfSeveral = chosen !== undefined && views.length > 1;
  const query = isOneOfSeveral ? `?agent=${chosen.id}` : "";
  const standIn = views.find(({ id, isAtWork }) => isAtWork && id !== chosen?.id);
  return (
    <>
      <PageHeader title="Receptionist" lead="Who answers your phone, and what callers are told.">
        {canWrite ? <AddReceptionist model={chosen ?? null} /> : null}
        {chosen ? (
          <AnsweringSwitch
            key={chosen.id}
            agentId={chosen.id}
            isAnswering={chosen.isAnswering}
            standIn={standIn?.name ?? null}
            canWrite={canWrite}
          />
        ) : null}
      </PageHeader>
      {isOneOfSeveral ? <Chooser views={views} chosenId={chosen.id} /> : null}
      <SectionNav label="Receptionist" sections={SECTIONS} query={query} />
      {chosen ? (
        <DraftBar
          key={chosen.id}
          agentId={chosen.id}
          changed={chosen.changed}
          query={query}
          canWrite={canWrite}
        />
      ) : null}
      {isOneOfSeveral && SHARED.some((href) => pathname.startsWith(href)) ? (
        <Text size="sm" c="dimmed" mb="md">
          This is the same for all your receptionists.
        </Text>
      ) : null}
    </>
  );
}
