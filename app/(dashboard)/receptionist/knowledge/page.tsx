import type { Metadata } from "next";
import { can } from "@/lib/domain/context";
import { listFaqs } from "@/lib/domain/knowledge";
import { pageContext } from "@/lib/wiring";
import { ReadOnlyNote } from "../read-only-note";
import { KnowledgeScreen } from "./knowledge-screen";

export const metadata: Metadata = { title: "What it knows" };

export default async function KnowledgePage() {
  const ctx = await pageContext();
  const faqs = await listFaqs(ctx);
  const canWrite = can(ctx, "knowledge:write");
  return (
    <>
      {canWrite ? null : <ReadOnlyNote />}
      <KnowledgeScreen
        faqs={faqs.map(({ id, question, answer, position }) => ({ id, question, answer, position }))}
        canWrite={canWrite}
      />
    </>
  );
}
