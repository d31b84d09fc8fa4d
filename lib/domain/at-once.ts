import type { Context } from "./context";
import { withDeadline } from "./deadline";
import { VendorError } from "./ports";

/** How long whoever changes something waits for a vendor's word on it; after that, a job asks on. */
const PATIENCE_MILLISECONDS = 3_000;
/** So that the job does not begin while the vendor is being asked. */
const JOB_AFTER_SECONDS = 10;

/** When the job begins that stands in for `triedAtOnce`; it is written in the transaction of the change. */
export const jobAfterTry = ({ clock }: Context): Date =>
  new Date(clock.now().getTime() + JOB_AFTER_SECONDS * 1000);

/**
 * Has a vendor asked or told at once, after the commit of a change, so that its word can be in the answer. What does not
 * come in time, or fails, is the job's: the change stands whatever happens here, so nothing is thrown, only logged.
 * @param about what the log tells of it: ids, no secrets.
 */
export async function triedAtOnce(
  ctx: Context,
  vendor: string,
  work: () => Promise<unknown>,
  about: Record<string, string>,
): Promise<void> {
  const { requestId } = ctx;
  const note = (error: unknown): void => {
    if (error instanceof VendorError)
      ctx.log.warn({ requestId, vendor, ...about, error: error.message }, "a vendor is left to the job");
    else
      ctx.log.error({ requestId, vendor, ...about, err: error }, "what was tried at once is left to the job");
  };
  // What fails after the deadline is logged, too.
  await withDeadline(vendor, work().catch(note), PATIENCE_MILLISECONDS).catch(note);
}
