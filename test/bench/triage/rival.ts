import type { Proposal } from '../../../src/engine/protocol.ts';
import type { TypePhrase } from '../../../src/triage/types/phrases.ts';

/** A library that has learnt the types from the same phrases as ours. */
export interface Rival {
  readonly name: string;
  /** How it was set up, for the caption of its figures. */
  readonly setUp: string;
  /** The types it makes of a text, likeliest first. Its confidences are in its own measure, only their order counts. */
  guess(text: string): Promise<readonly Proposal[]>;
}

/** Teaches a library the phrases; takes up to a minute. */
export type Teach = (phrases: readonly TypePhrase[]) => Promise<Rival>;
