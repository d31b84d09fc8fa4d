import { z } from "zod";
import { findOrCreateContact } from "@/lib/domain/contacts";
import { createTask } from "@/lib/domain/tasks";
import { filledText } from "@/lib/domain/text";
import { name, phone, urgency } from "./arguments";
import { defineTool, type ToolWorld } from "./tool";

/** The contact that a name or number belongs to; else the conversation's. */
export async function contactIdOf(
  { ctx, conversation }: ToolWorld,
  said: { name?: string | undefined; phone?: string | undefined },
): Promise<string | null> {
  const number = said.phone ?? conversation.callerNumber;
  if (!number) return conversation.contactId;
  return (await findOrCreateContact(ctx, { name: said.name, phone: number })).id;
}

/** Writes a message down as a task for the staff. */
export const takeMessage = defineTool({
  name: "take_message",
  needsTimes: false,
  description: "Take a message for the staff: what it is about, who left it, and the number to call back.",
  arguments: z.object({
    message: filledText(5000).describe("The message, in the caller's words."),
    name,
    phone,
    urgency,
  }),
  async run(world, given) {
    const { ctx, conversation } = world;
    const number = given.phone ?? conversation.callerNumber;
    const from = given.name ?? number ?? "a caller";
    const task = await createTask(ctx, {
      kind: "message",
      title: `Message from ${from}`,
      body: `${given.message}${number ? `\n\nCall back: ${number}` : ""}`,
      contactId: await contactIdOf(world, given),
      conversationId: conversation.id,
      urgency: given.urgency ?? "medium",
    });
    return { result: { taken_down: true }, receipt: { kind: "task", id: task.id } };
  },
});
