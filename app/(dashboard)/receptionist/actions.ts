"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import {
  createAgent,
  discardAgentDraft,
  getAgentDraft,
  publishAgentDraft,
  removeAgent,
  type SaveAgentDraftInput,
  saveAgentDraft,
  startAgent,
  stopAgent,
} from "@/lib/domain/agents";
import { type AssignNumberInput, assignNumber } from "@/lib/domain/numbers";
import type { ActionResult } from "@/lib/ui/action-result";
import { runAction } from "@/lib/ui/run-action";
import { pageContext } from "@/lib/wiring";

const PLACE = "/receptionist";
const refresh = () => revalidatePath(PLACE, "layout");
const agentId = z.uuid();

const most = (length: number) => `Use at most ${length.toLocaleString("en-US")} characters.`;
const text = (length: number) => z.string().trim().max(length, most(length));
const persona = z.object({
  id: agentId,
  name: text(120).min(1, "Enter a name."),
  greeting: text(1_000),
  personality: text(200),
  conversationStyle: text(200),
  instructions: text(20_000),
  language: text(20).min(2, "Choose a language."),
  voiceId: text(200).transform((value) => (value === "" ? null : value)),
  voiceSpeed: z.number().min(0.5).max(2),
});
export type PersonaInput = z.input<typeof persona>;

/** Keeps who answers, and how, as a draft. `isDraft`: something waits to be published now. */
export async function savePersonaAction(input: PersonaInput): Promise<ActionResult<{ isDraft: boolean }>> {
  return runAction(persona, input, async (values) => {
    const draft = await saveAgentDraft(await pageContext(), values);
    refresh();
    return { isDraft: draft !== null };
  });
}

/** Makes the draft live. */
export async function publishAction(id: string): Promise<ActionResult<{ version: number }>> {
  return runAction(agentId, id, async (value) => {
    const { version } = await publishAgentDraft(await pageContext(), value);
    refresh();
    return { version };
  });
}

/** Throws the draft away. @returns what it held, to bring it back with. */
export async function discardAction(id: string): Promise<ActionResult<SaveAgentDraftInput | null>> {
  return runAction(agentId, id, async (value) => {
    const ctx = await pageContext();
    const draft = await getAgentDraft(ctx, value);
    await discardAgentDraft(ctx, value);
    refresh();
    return draft && { id: value, ...draft.settings };
  });
}

/** Brings back a draft that was thrown away. */
export async function restoreDraftAction(draft: SaveAgentDraftInput): Promise<ActionResult<null>> {
  return runAction(z.looseObject({ id: agentId }), draft, async () => {
    await saveAgentDraft(await pageContext(), draft);
    refresh();
    return null;
  });
}

const answering = z.object({ id: agentId, isAnswering: z.boolean() });

/** Whether a receptionist takes calls, at once. */
export async function setAnsweringAction(input: z.input<typeof answering>): Promise<ActionResult<null>> {
  return runAction(answering, input, async ({ id, isAnswering }) => {
    await (isAnswering ? startAgent : stopAgent)(await pageContext(), id);
    refresh();
    return null;
  });
}

const addition = z.object({
  name: persona.shape.name,
  greeting: persona.shape.greeting,
  /** Whose settings it begins with; null for none. */
  copyOf: agentId.nullable(),
});

/** Adds a receptionist that takes no calls yet. */
export async function addReceptionistAction(
  input: z.input<typeof addition>,
): Promise<ActionResult<{ id: string }>> {
  return runAction(addition, input, async ({ copyOf, ...given }) => {
    const added = { ...given, status: "inactive" as const, ...(copyOf ? { copyOf } : {}) };
    const { id } = await createAgent(await pageContext(), added);
    refresh();
    return { id };
  });
}

/** Removes a receptionist for good. */
export async function removeReceptionistAction(id: string): Promise<ActionResult<null>> {
  return runAction(agentId, id, async (value) => {
    await removeAgent(await pageContext(), value);
    refresh();
    return null;
  });
}

const assignment = z.object({ id: z.uuid(), agentId: agentId.nullable() });

/** Says who answers a number; null is whoever is at work. */
export async function assignNumberAction(input: AssignNumberInput): Promise<ActionResult<null>> {
  return runAction(assignment, input, async (given) => {
    await assignNumber(await pageContext(), given);
    refresh();
    return null;
  });
}
