import { z } from "zod";
import { notifyPlan, planNotice } from "@/lib/domain/billing";
import {
  callCommandInput,
  connectCall,
  endLoggedCall,
  runCallCommand,
  storeRecording,
} from "@/lib/domain/calls";
import type { Context } from "@/lib/domain/context";
import { accountNotice, checkIntegration } from "@/lib/domain/integrations";
import type { Attempt, JobHandler, JobHandlers } from "@/lib/domain/jobs";
import { rescoreJob, rescoreLead } from "@/lib/domain/leads";
import { billingLeft, filesLeft, voiceAgentLeft } from "@/lib/domain/leftovers";
import {
  customerJob,
  digestJob,
  escalateTask,
  eventJob,
  movedJob,
  notifyAccount,
  notifyCustomer,
  notifyCustomerCancelled,
  notifyOwner,
  notifyOwnerCancelled,
  notifyOwnerMoved,
  sendDigest,
  sendQueuedMail,
} from "@/lib/domain/notifications";
import { syncAgent } from "@/lib/domain/receptionist";
import { endBilling, removeFiles, removeVoiceAgent } from "@/lib/domain/removal";
import { fetchTextMedia, sendQueuedText } from "@/lib/domain/texts";
import { deliverWebhook } from "@/lib/domain/webhooks";

/** A handler of payloads of one shape; a payload of another shape is a fault of ours and kills the job. */
const handler =
  <T>(
    payload: z.ZodType<T>,
    run: (ctx: Context, input: T, attempt: Attempt) => Promise<unknown>,
  ): JobHandler =>
  async (ctx, raw, attempt) => {
    await run(ctx, payload.parse(raw), attempt);
  };

const ofCall = z.object({ callId: z.string() });

/** Which verb does each kind of job. */
export const jobHandlers: JobHandlers = {
  "call.connect": handler(ofCall, connectCall),
  "call.command": handler(callCommandInput, runCallCommand),
  "call.recording": handler(ofCall, storeRecording),
  "call.end_logged": handler(ofCall, endLoggedCall),
  "agent.sync": handler(z.object({ agentId: z.string() }), syncAgent),
  "integration.check": handler(z.object({ integrationId: z.string() }), checkIntegration),
  "lead.rescore": handler(rescoreJob, rescoreLead),
  "task.escalate": handler(z.object({ taskId: z.string() }), escalateTask),
  "mail.send": handler(z.object({ mailId: z.string() }), sendQueuedMail),
  "text.send": handler(z.object({ messageId: z.string() }), sendQueuedText),
  "text.media": handler(z.object({ messageId: z.string() }), fetchTextMedia),
  "webhook.deliver": handler(z.object({ deliveryId: z.string() }), deliverWebhook),
  "notify.owner": handler(eventJob, notifyOwner),
  "notify.customer": handler(customerJob, notifyCustomer),
  "notify.owner_cancelled": handler(eventJob, notifyOwnerCancelled),
  "notify.owner_moved": handler(movedJob, notifyOwnerMoved),
  "notify.digest": handler(digestJob, sendDigest),
  "notify.plan": handler(planNotice, notifyPlan),
  "notify.account": handler(accountNotice, notifyAccount),
  "notify.customer_cancelled": handler(customerJob, notifyCustomerCancelled),
  "voice.remove_agent": handler(voiceAgentLeft, removeVoiceAgent),
  "file.remove": handler(filesLeft, removeFiles),
  "billing.end": handler(billingLeft, endBilling),
};
