import { unstable_rethrow } from "next/navigation";
import type { ZodType } from "zod";
import { DomainError } from "@/lib/domain/errors";
import { fieldErrors } from "@/lib/domain/parse";
import { log } from "@/lib/log";
import { type ActionResult, failure } from "./action-result";

const UNEXPECTED = "Something went wrong on our side. Nothing was changed. Please try again.";
const CHECK_FIELDS = "Please check the marked fields.";

/**
 * Runs a server action: parses what the browser sent, does the work, and words every error for the page.
 * Redirects pass through; what nobody expected is logged and told without internals.
 */
export async function runAction<I, R>(
  schema: ZodType<I>,
  input: unknown,
  work: (input: I) => Promise<R>,
): Promise<ActionResult<R>> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) {
    return { ok: false, error: CHECK_FIELDS, fields: fieldErrors(parsed.error), facts: {} };
  }
  try {
    return { ok: true, value: await work(parsed.data) };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof DomainError && error.code !== "internal") {
      const fields = error.detail.fields ?? {};
      const isGeneral = error.code === "validation_failed" && Object.keys(fields).length > 0;
      return {
        ok: false,
        error: isGeneral ? CHECK_FIELDS : error.message,
        fields,
        facts: error.detail.data ?? {},
      };
    }
    log().error({ err: error }, "a dashboard action failed");
    return failure(UNEXPECTED);
  }
}

/** The text fields of a form as an object; files and repeated names are left out. */
export const textFields = (form: FormData): Record<string, string> =>
  Object.fromEntries(
    [...form.entries()].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
