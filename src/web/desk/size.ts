/** A size to read, such as `840 kB` or `2.4 MB`, in digits that are the same in all our languages. `bytes` is a count. */
export function sizeOf(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
