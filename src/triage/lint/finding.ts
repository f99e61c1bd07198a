/** What is wrong with the phrase files, as data. */

/** In the order they are looked for. */
export const KINDS = ['unreadable', 'unknown', 'repeated', 'few', 'personal', 'overlap', 'example'] as const;
export type Kind = (typeof KINDS)[number];

/** One thing to mend. `say` tells an editor what it is and what to do, and never quotes a phrase; lines count from 1. */
export interface Finding {
  readonly kind: Kind;
  readonly file: string;
  readonly line: number;
  readonly say: string;
}
