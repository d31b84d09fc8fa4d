/** What tests/bench/seed.ts puts into a database, beside the demo's practice. */
export const LEADS = 1_000;
export const CALLS = 100;

export const voiceCallId = (index: number): string => `call_bench_${index}`;
export const callerNumber = (index: number): string => `+1646555${String(index).padStart(4, "0")}`;
