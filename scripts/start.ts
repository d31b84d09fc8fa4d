// Next readies the Node runtime for its own modules; it has to come first.
import "next/dist/server/node-environment-baseline";

import { env } from "@/lib/env";
import { startServer } from "./server";

try {
  const server = await startServer();
  console.log(`Frontdesk is up: http://localhost:${server.port}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void server.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (env().LOG_LEVEL === "debug") console.error(error);
  process.exit(1);
}
