import type { Context } from "@/lib/domain/context";
import { DomainError } from "@/lib/domain/errors";
import type { HttpRuntime } from "./runtime";

const MAX_KEY_LENGTH = 255;

interface StoredAnswer {
  status: number;
  body: string;
}

/**
 * Honours `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header-07): the same key and body get the
 * answer of the first request; the same key with another body, and a twin still in progress, are refused.
 * Answers of 5xx are not kept, so that the caller may try again.
 * @throws DomainError `conflict`, `validation_failed`.
 */
export async function answerOnce(
  runtime: HttpRuntime,
  ctx: Context,
  claim: { scope: string; key: string; requestHash: string },
  work: () => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  if (claim.key.length === 0 || claim.key.length > MAX_KEY_LENGTH) {
    throw new DomainError(
      "validation_failed",
      `Idempotency-Key must have 1 to ${MAX_KEY_LENGTH} characters.`,
      {
        fields: { "Idempotency-Key": [`Must have 1 to ${MAX_KEY_LENGTH} characters.`] },
      },
    );
  }
  const state = await runtime.idempotency.begin(ctx, claim);
  if (state.kind === "answered") return state.answer;
  if (state.kind === "other_request") {
    throw new DomainError(
      "conflict",
      "This Idempotency-Key was used with another body. Use a new key for a new request.",
    );
  }
  if (state.kind === "in_progress") {
    throw new DomainError("conflict", "A request with this Idempotency-Key is still in progress.", {
      retryAfterSeconds: 1,
    });
  }
  try {
    const answer = await work();
    await runtime.idempotency.finish(ctx, claim, answer);
    return answer;
  } catch (error) {
    await runtime.idempotency.abandon(ctx, claim);
    throw error;
  }
}
