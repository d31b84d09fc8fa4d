// Next readies the Node runtime for its own modules; it has to come first.
import "next/dist/server/node-environment-baseline";

import { database } from "@/lib/db/client";
import { replay } from "@/lib/domain/inbox";
import { replayDelivery, systemContext } from "@/lib/wiring";

const [id] = process.argv.slice(2);
if (!id) {
  console.error("Which delivery? npm run replay -- <id of the inbox_events row>");
  process.exit(1);
}
try {
  const handled = await replay(await systemContext("replay by hand"), id, replayDelivery);
  console.log(handled ? `The delivery was ${handled.status}.` : "There is no delivery with this id.");
  await (await database()).close();
  process.exit(handled ? 0 : 1);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
