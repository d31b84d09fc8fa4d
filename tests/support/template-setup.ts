import { databaseTemplate } from "@/lib/db/embedded";

/** The migrated template is made once, before the workers start: each would make it anew, in a test's time. */
export default async function makeTemplate(): Promise<void> {
  await databaseTemplate();
}
