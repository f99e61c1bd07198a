/** The value that a share of all values does not exceed; 0.5 is the median. NaN for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** The middle value, which a disturbed repeat does not move. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
