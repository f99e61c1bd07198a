import type { Proposal } from '../engine/protocol.ts';
import type { Normalised } from './normalise.ts';

/** Names the complaint types a text may be about, likeliest first; none when it cannot tell. */
export type Classify = (text: Normalised) => readonly Proposal[];

/** Proposes nothing, so that the person is asked. Used where no trained classifier is given. */
export const abstain: Classify = () => [];
