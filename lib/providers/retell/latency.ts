/** How long the agent took to answer, as `get-call` sums it up. Milliseconds. */
export function latencyOf(waits: readonly number[]) {
  const values = [...waits].sort((a, b) => a - b);
  const at = (share: number) => values[Math.min(values.length - 1, Math.floor(share * values.length))] ?? 0;
  return {
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    min: at(0),
    max: at(1),
    num: values.length,
    values,
  };
}
