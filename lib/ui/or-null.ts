import { DomainError } from "@/lib/domain/errors";

/** The row, or null where it is gone or was never ours. */
export async function orNull<T>(row: Promise<T>): Promise<T | null> {
  try {
    return await row;
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}
