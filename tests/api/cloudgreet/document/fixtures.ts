import { COMMUNICATIONS } from "./communications";
import type { Documented } from "./documented";
import { RECORDS } from "./records";

/** The document's endpoints in its order: its requests as they are sent, with ids that exist. */
export const DOCUMENTED: Record<string, Documented> = { ...RECORDS, ...COMMUNICATIONS };
