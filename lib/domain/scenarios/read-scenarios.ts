import { authorize, type Context, inTenant } from "@/lib/domain/context";
import { notFound } from "@/lib/domain/errors";
import { loadSuite } from "./scenario-rows";
import type { Scenario } from "./schema";

/** The suite of the business in its order; a business that has edited none has a starter set. */
export async function listScenarios(ctx: Context): Promise<Scenario[]> {
  authorize(ctx, "agent:read");
  return inTenant(ctx, loadSuite);
}

/** One scenario of the suite. @throws DomainError `not_found`. */
export async function getScenario(ctx: Context, id: string): Promise<Scenario> {
  const scenario = (await listScenarios(ctx)).find((one) => one.id === id);
  if (!scenario) throw notFound("scenario");
  return scenario;
}
