import { type Context, inBusiness } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";

/**
 * What the caller is in a business, whose credential may name another of theirs.
 * @returns null for whoever shows no credential or does not work there.
 */
export async function asStaff(ctx: Context, businessId: string): Promise<Context | null> {
  if (ctx.actor.kind !== "user" && ctx.actor.kind !== "api_key") return null;
  try {
    return await inBusiness(ctx, businessId);
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}
