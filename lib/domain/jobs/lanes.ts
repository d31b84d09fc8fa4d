import { sql } from "kysely";
import type { SystemContext } from "../context";
import { JOB_KINDS, type JobKind } from "../events";
import { dueJobs } from "./due";

/**
 * Work that no other work waits for. `urgent`: somebody is on the line or waits for a text; its vendors are carriers.
 * `others`: what waits for servers of anybody's, however slow they are. `own`: all the rest.
 */
export const JOB_LANES = ["urgent", "own", "others"] as const;
export type JobLane = (typeof JOB_LANES)[number];

const SPECIAL: Partial<Record<JobKind, JobLane>> = {
  "call.connect": "urgent",
  "call.command": "urgent",
  "text.send": "urgent",
  "integration.check": "others",
  "call.recording": "others",
  "text.media": "others",
  "webhook.deliver": "others",
};

/** So that the rest of a batch is somebody else's, however much one business has whose servers do not answer. */
const MOST_OF_ONE_BUSINESS = 2;

const kindsOf = (lane: JobLane): JobKind[] => JOB_KINDS.filter((kind) => SPECIAL[kind] === lane);

/** The next jobs of a lane by id, the longest due first. Kinds that are not known any more are in `own`. */
export function dueIn(ctx: SystemContext, lane: JobLane, most: number) {
  const due = dueJobs(ctx).select("id").orderBy("id").limit(most);
  if (lane === "own") return due.where("kind", "not in", Object.keys(SPECIAL));
  const ofLane = due.where("kind", "in", kindsOf(lane));
  if (lane === "urgent") return ofLane;
  const ranked = dueJobs(ctx)
    .clearOrderBy()
    .where("kind", "in", kindsOf(lane))
    .select([
      "id",
      sql<number>`row_number() over (partition by coalesce(business_id, id) order by run_at, id)`.as("place"),
    ])
    .as("ranked");
  return ofLane.where("id", "in", (read) =>
    read.selectFrom(ranked).select("ranked.id").where("place", "<=", MOST_OF_ONE_BUSINESS),
  );
}
