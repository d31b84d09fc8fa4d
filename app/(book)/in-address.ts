import type { ZodType } from "zod";

/** What an address says, where it makes sense; what does not counts as not said. */
export const inAddress = <S extends ZodType>(schema: S) => schema.optional().catch(undefined);
