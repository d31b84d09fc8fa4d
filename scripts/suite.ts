// Next readies the Node runtime for its own modules; it has to come first.
import "next/dist/server/node-environment-baseline";

import { database } from "@/lib/db/client";
import { systemContext } from "@/lib/wiring";
import { suiteCommand } from "./suite/command";

try {
  const code = await suiteCommand(process.argv.slice(2), await systemContext("suite by hand"), console.log);
  await (await database()).close();
  process.exit(code);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(2);
}
