import type { KnowledgeHit } from "@/lib/domain/knowledge";

type Source = Pick<KnowledgeHit["source"], "kind"> & { question?: string | null; isVerified?: boolean };

/** Where an answer comes from, to go on with after "From ". */
export function sourceText({ kind, question, isVerified }: Source): string {
  if (kind === "business") return "your hours and contact details";
  if (kind === "service") return "your services";
  const whose = isVerified ? "an answer you verified" : "an answer you wrote";
  return question ? `${whose}: “${question}”` : whose;
}
