let given = 0;

/** A phone number that nothing else in this worker has, and that can exist. */
export const nextNumber = (): string => `+1202${3_000_000 + ++given}`;
