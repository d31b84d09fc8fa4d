import { z } from "zod";
import { invalid } from "@/lib/domain/errors";
import { captureLead as capture } from "@/lib/domain/leads";
import { email, name, phone, reason, service } from "./arguments";
import { sourceOf } from "./channel";
import { defineTool } from "./tool";

/** Notes who the caller is and what they want. */
export const captureLead = defineTool({
  name: "capture_lead",
  needsTimes: false,
  description:
    "Note a caller who may become a customer: name, number and what they want. Call it when they are interested but do not book, or want to be called back about an offer.",
  arguments: z.object({ name, phone, email, reason, service }),
  async run({ ctx, conversation }, given) {
    const number = given.phone ?? conversation.callerNumber;
    if (!given.name && !number && !given.email) {
      throw invalid("name", "I need at least a name or a number first.");
    }
    const lead = await capture(ctx, {
      name: given.name,
      phone: number,
      email: given.email,
      reason: given.reason,
      serviceInterest: given.service,
      source: sourceOf(conversation.channel),
      conversationId: conversation.id,
    });
    // The name as given: that on record would be told to whoever knows a number.
    return {
      result: { noted: true, lead_id: lead.id, name: given.name ?? "" },
      receipt: { kind: "lead", id: lead.id },
    };
  },
});
