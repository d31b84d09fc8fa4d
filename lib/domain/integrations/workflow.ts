import type { Context } from "@/lib/domain/context";
import { VendorError } from "@/lib/domain/ports";
import { n8nHeaders, standardHeaders } from "@/lib/signed";
import type { IntegrationSettings } from "./settings";

const TIMEOUT_SECONDS = 10;

/** What came of posting to a workflow. */
export interface WorkflowAnswer {
  /** Null: nobody answered. */
  statusCode: number | null;
  /** The beginning of what stands in the answer. */
  text: string;
  /** In words for the owner; null where it was taken. */
  problem: string | null;
  /** `later`: it may pass by itself; `owner`: hardly, but a workflow may just be off; `never`: another try is useless. */
  mends: "later" | "owner" | "never";
}

/** What the owner is told of an answer that is none of success; null for one of success. */
function problemOf(status: number): string | null {
  if (status >= 200 && status < 300) return null;
  if (status >= 300 && status < 400)
    return `n8n sent us on to another address (${status}), which is not followed. Enter the final address.`;
  if (status === 401 || status === 403) return `n8n did not let us in (${status}).`;
  if (status === 404) return "n8n knows no active workflow at this address (404).";
  if (status === 410) return "n8n says that this address is gone for good (410).";
  if (status === 429) return "n8n has too much to do (429).";
  return `n8n answered with an error (${status}).`;
}

function mendsOf(status: number): WorkflowAnswer["mends"] {
  if (status === 410) return "never";
  return (status >= 300 && status < 400) || [401, 403, 404].includes(status) ? "owner" : "later";
}

/** Posts to the workflow of a business, signed for this moment, and judges the answer. Never throws for what is theirs. */
export async function postToWorkflow(
  ctx: Context,
  { webhookUrl, secret }: IntegrationSettings["n8n"],
  message: { id: string; body: string },
): Promise<WorkflowAnswer> {
  const headers = {
    "content-type": "application/json",
    "user-agent": "Frontdesk-Webhooks/1",
    ...standardHeaders({ ...message, sentAt: ctx.clock.now() }, secret),
    ...n8nHeaders(message.body, secret),
  };
  try {
    const { status, text } = await ctx.ports.webhookSender.post(webhookUrl, {
      headers,
      body: message.body,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
    return { statusCode: status, text, problem: problemOf(status), mends: mendsOf(status) };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    const mends = error.isRetryable ? "later" : "never";
    return { statusCode: null, text: "", problem: error.message, mends };
  }
}
