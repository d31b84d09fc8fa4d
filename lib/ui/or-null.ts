import { DomainError, type ErrorCode } from "@/lib/domain/errors";

/** The row, or null where it is gone or was never ours, or where it is refused for another of these reasons. */
export async function orNull<T>(row: Promise<T>, ...reasons: ErrorCode[]): Promise<T | null> {
  try {
    return await row;
  } catch (error) {
    if (error instanceof DomainError && ["not_found", ...reasons].includes(error.code)) return null;
    throw error;
  }
}
