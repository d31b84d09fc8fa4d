// Fills the database of the environment with the demo's business, and ends.
import { randomUUID } from "node:crypto";
import { database } from "@/lib/db/client";
import { drainJobs } from "@/lib/domain/jobs";
import { contextOf, jobHandlers, systemContext } from "@/lib/wiring";
import { seedDemo } from "../../scripts/demo/seed";

await seedDemo(
  await contextOf({
    requestId: `req_${randomUUID()}`,
    ip: null,
    actor: { kind: "anonymous" },
    business: null,
  }),
);
await drainJobs(await systemContext("what follows from the demo"), jobHandlers);
await (await database()).close();
process.exit(0);
