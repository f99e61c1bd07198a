/** Makes saves of earlier versions fit this one. */

/** Version 1 knew no doubts and no scores. */
export function withDoubts(snapshot: unknown): unknown {
  const { context, ...rest } = snapshot as { context: object };
  return { ...rest, context: { ...context, score: 0, doubts: [], wondered: [] } };
}
