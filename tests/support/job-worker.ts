// Next readies the Node runtime for its own modules; it has to come first.
import "next/dist/server/node-environment-baseline";

import { appendFileSync } from "node:fs";
import { openPostgres } from "@/lib/db/client";
import { systemClock } from "@/lib/domain/clock";
import { createContext } from "@/lib/domain/context";
import { drainJobs } from "@/lib/domain/jobs";
import { log } from "@/lib/log";
import { jobHandlers } from "@/lib/wiring";
import { recordingPorts } from "./ports";

/** A worker process of its own, to be killed: drains for ever, and notes each mail it hands over in a file. */
const [url = "", sentFile = ""] = process.argv.slice(2);
const database = await openPostgres(url);
const ports = recordingPorts();
const context = createContext({
  requestId: "req_worker",
  ip: null,
  actor: { kind: "system", reason: "worker under test" },
  business: null,
  clock: systemClock,
  ports: {
    ...ports,
    mail: {
      transport: "smtp",
      accountMail: "sent",
      send: async ({ messageId }) => appendFileSync(sentFile, `${messageId}\n`),
    },
  },
  log: log(),
  database,
});
process.stdout.write("ready\n");
for (;;) {
  await drainJobs(context, jobHandlers);
  await new Promise((resolve) => setTimeout(resolve, 5));
}
