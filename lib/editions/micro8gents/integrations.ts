import { z } from "zod";
import { type Business, getBusiness } from "@/lib/domain/businesses";
import type { Context } from "@/lib/domain/context";
import {
  createIntegration,
  getIntegrationNumbered,
  INTEGRATION_STATUSES,
  INTEGRATION_TYPES,
  type Integration,
  listIntegrations,
  removeIntegration,
  updateIntegration,
} from "@/lib/domain/integrations";
import { iso, isoText, numberInPath } from "@/lib/http/wire";

const config = z.record(z.string(), z.unknown());
const status = z.enum(INTEGRATION_STATUSES);

export const integrationParams = z.object({ id: numberInPath });
export const integrationBody = z.object({
  type: z.enum(INTEGRATION_TYPES),
  config,
  status: status.default("active"),
});
export const integrationPatch = z.object({ config: config.optional(), status: status.optional() });

export const integrationJson = z.strictObject({
  id: z.number().int(),
  businessId: z.number().int(),
  type: z.enum(INTEGRATION_TYPES),
  config,
  status,
  problem: z.string().nullable(),
  createdAt: isoText,
  updatedAt: isoText,
});
export const integrationsJson = z.array(integrationJson);

interface Connected {
  business: Business;
  integration: Integration;
}

/** Whether an account is in order is not the client's to say: `error` asks for it to be used, as `active` does. */
const isEnabled = (wished: z.output<typeof status>): boolean => wished !== "inactive";

const ofBusiness = async (ctx: Context, integration: Integration): Promise<Connected> => ({
  business: await getBusiness(ctx),
  integration,
});

export async function connectedAccounts(ctx: Context): Promise<Connected[]> {
  const business = await getBusiness(ctx);
  return (await listIntegrations(ctx)).map((integration) => ({ business, integration }));
}

export const connectAccount = async (
  ctx: Context,
  { type, config, status }: z.output<typeof integrationBody>,
): Promise<Connected> =>
  ofBusiness(ctx, await createIntegration(ctx, { type, config, isEnabled: isEnabled(status) }));

export async function changeAccount(
  ctx: Context,
  params: z.output<typeof integrationParams>,
  { config, status }: z.output<typeof integrationPatch>,
): Promise<Connected> {
  const { id } = await getIntegrationNumbered(ctx, params.id);
  const wished = status === undefined ? undefined : isEnabled(status);
  return ofBusiness(ctx, await updateIntegration(ctx, { id, config, isEnabled: wished }));
}

export async function disconnectAccount(
  ctx: Context,
  params: z.output<typeof integrationParams>,
): Promise<void> {
  const { id } = await getIntegrationNumbered(ctx, params.id);
  await removeIntegration(ctx, id);
}

export const integrationView = ({ business, integration }: Connected): z.input<typeof integrationJson> => ({
  id: integration.number,
  businessId: business.number,
  type: integration.type,
  config: integration.config,
  status: integration.status,
  problem: integration.problem,
  createdAt: iso(integration.createdAt),
  updatedAt: iso(integration.updatedAt),
});
export const integrationsView = (accounts: Connected[]): z.input<typeof integrationsJson> =>
  accounts.map(integrationView);
