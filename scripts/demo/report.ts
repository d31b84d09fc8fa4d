import type { CallDetail } from "@/lib/domain/calls";

function wrap(text: string, indent: string, width = 92): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join(`\n${indent}`);
}

const SPEAKERS: Record<string, string> = {
  customer: "Caller",
  agent: "Front desk",
  human: "Team",
  system: "System",
};

/** A finished call as the terminal shows it: what was said, what was done, how it ended. */
export function reportOf(call: CallDetail): string {
  const turns = call.turns.map(
    (turn) => `  ${(SPEAKERS[turn.sender] ?? turn.sender).padEnd(11)} ${wrap(turn.content, " ".repeat(14))}`,
  );
  const receipts = call.toolCalls.map((tool) => {
    const outcome = tool.receipt ? `${tool.receipt.kind} ${tool.receipt.id}` : (tool.error ?? "looked up");
    return `  ${tool.tool.padEnd(22)} ${outcome}${tool.durationMilliseconds === null ? "" : `  (${tool.durationMilliseconds} ms)`}`;
  });
  if (call.leadId) receipts.push(`  ${"lead".padEnd(22)} lead ${call.leadId}`);
  return [
    "",
    "What was said",
    ...turns,
    "",
    "What the receptionist did, with receipts",
    ...receipts,
    "",
    `Outcome: ${call.outcome ?? "none"} · status: ${call.status} · ${call.durationSeconds ?? 0} s as spoken`,
    ...(call.summary ? [`Summary: ${wrap(call.summary, "         ")}`] : []),
  ].join("\n");
}
