import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import { findNumber } from "./read-numbers";

/** Who has it nobody learns. */
export const anothersNumber = (): DomainError =>
  new DomainError("already_exists", "Another business has this number.", { subject: "number" });

/**
 * Asked before the transaction that gives the caller's business a number.
 * @throws DomainError `already_exists` where another business has it.
 */
export async function requireFree(ctx: Context, e164: string): Promise<void> {
  const holder = await findNumber(ctx, e164);
  if (holder && holder.businessId !== ctx.business?.id) throw anothersNumber();
}
