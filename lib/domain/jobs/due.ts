import type { SystemContext } from "../context";

/** The jobs that are to be done now and that nobody is at, the longest due first. */
export const dueJobs = ({ trx, clock }: SystemContext) => {
  const now = clock.now();
  return trx
    .selectFrom("jobs")
    .where("finished_at", "is", null)
    .where("dead_at", "is", null)
    .where("run_at", "<=", now)
    .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<", now)]))
    .orderBy("run_at");
};
