/** The value below which a part (0 to 1) of the samples lies. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** One line of the table. */
export interface Row {
  what: string;
  measured: string;
  aim: string;
  /** Null where there is no aim. */
  isMet: boolean | null;
  /** One sentence: what bounds it. */
  bound: string;
}

/** Milliseconds with as many digits as they deserve. */
export const ms = (value: number): string => `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
export const quantiles = (samples: readonly number[]): string =>
  [0.5, 0.95, 0.99]
    .map((part) => ms(quantile(samples, part)).replace(" ms", ""))
    .join(" / ")
    .concat(" ms");
