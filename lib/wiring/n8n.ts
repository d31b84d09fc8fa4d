import { randomUUID } from "node:crypto";
import { runAction } from "@/lib/domain/automation";
import { businessNamed } from "@/lib/domain/businesses";
import { asSystem, type Context, forBusiness, inTenant, type SystemContext } from "@/lib/domain/context";
import { DomainError, invalid } from "@/lib/domain/errors";
import { actAgain, actOnce, type Delivery, type Handled, type Outcome, type Wish } from "@/lib/domain/inbox";
import { connectedAccount } from "@/lib/domain/integrations";
import { env } from "@/lib/env";
import { claimedBusiness, type N8nRequest, parseN8nRequest } from "@/lib/providers/n8n/events";
import { requireFresh, signatureIn, verifyN8n } from "@/lib/providers/n8n/verify";
import { jsonOf } from "@/lib/providers/webhook-refused";
import { emulators } from "./emulators";

/** What a workflow is told: what was done, or that it was done before. */
export interface ActedOn {
  status: "handled" | "duplicate";
  action: string;
  result: Record<string, unknown>;
}

/** Signs nothing: a business that has no secret takes as long to refuse as one that has. */
const NOBODYS_SECRET = randomUUID();

interface Named {
  id: string;
  isSuspended: boolean;
}

const namedIn = (ctx: Context, body: unknown): Promise<Named | null> => {
  const name = claimedBusiness(body);
  if (name === null) return Promise.resolve(null);
  return asSystem(ctx, "business that a webhook of n8n names", (system) => businessNamed(system, name));
};

/** The secret that a business's own workflows sign with; null where it has connected none, or not for now. */
async function ownSecret(ctx: Context, business: Named | null): Promise<string | null> {
  if (!business) return null;
  const actor = { kind: "system" as const, reason: "signature of n8n" };
  const account = await inTenant(forBusiness({ ...ctx, actor }, business.id), (tenant) =>
    connectedAccount(tenant, "n8n"),
  );
  return account?.secret ?? null;
}

const wishOf = (request: N8nRequest, businessId: string, rawBody: string): Wish => ({
  vendor: "n8n",
  // Ids are a workflow's own, so that they mean something within its business only.
  eventId: `${businessId}:${request.eventId}`,
  type: request.action,
  body: rawBody,
  businessId,
  fingerprint: request.fingerprint,
  actor: "n8n",
});

/** What was done. @throws DomainError for what was refused, in the words of the verb. */
function requireDone(outcome: Outcome): Record<string, unknown> {
  if (outcome.status === "handled") return outcome.result;
  const { code, message, fields, data } = outcome;
  throw new DomainError(code, message, { ...(fields ? { fields } : {}), ...(data ? { data } : {}) });
}

/**
 * A request of a workflow, done at most once. It is signed with the secret of the business that it names, or with that
 * of the installation, which may act for any.
 * @throws DomainError for what is refused; WebhookRefused for what is not n8n's, or no request.
 */
export async function actForN8n(ctx: Context, rawBody: string, headers: Headers): Promise<ActedOn> {
  signatureIn(headers);
  const body = jsonOf("n8n", rawBody);
  const business = await namedIn(ctx, body);
  const secrets = [
    (await ownSecret(ctx, business)) ?? NOBODYS_SECRET,
    env().N8N_WEBHOOK_SECRET ?? "",
    (await emulators())?.n8n.webhookSecret ?? "",
  ];
  verifyN8n({ rawBody, headers, secrets });
  const request = parseN8nRequest(rawBody, body);
  requireFresh(request.timestamp, ctx.clock.now());
  if (!business) throw invalid("businessId", "There is no business with this id.");
  if (business.isSuspended) throw new DomainError("suspended", "This business is suspended.");
  const { isRepeat, ...outcome } = await actOnce(ctx, wishOf(request, business.id, rawBody), (tenant) =>
    runAction(tenant, request.action, request.data),
  );
  const result = requireDone(outcome);
  return { status: isRepeat ? "duplicate" : "handled", action: request.action, result };
}

/** Handles a kept request again, in the transaction of its replay; what was done stays as it is. */
export async function replayN8n(ctx: SystemContext, { body }: Delivery): Promise<Handled> {
  const json = jsonOf("n8n", body);
  const request = parseN8nRequest(body, json);
  const business = await businessNamed(ctx, request.businessId);
  if (!business) return { status: "unmatched" };
  const { status } = await actAgain(ctx, wishOf(request, business.id, body), (tenant) =>
    runAction(tenant, request.action, request.data),
  );
  return { status, businessId: business.id };
}
