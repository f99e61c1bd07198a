import { learn, type TriageWords } from '../../../src/triage/learned/learn.ts';
import { pack } from '../../../src/triage/learned/pack.ts';
import { createTriage, type Triage } from '../../../src/triage/triage.ts';

/** What a first start pays: the type phrases that were learnt, the seconds it took, the bytes that are kept. */
export interface Learning {
  readonly phrases: number;
  readonly seconds: number;
  readonly bytes: number;
}

/** Learns the model now, whatever has been kept of earlier starts. */
export function learnAfresh(words: TriageWords): { readonly triage: Triage; readonly learning: Learning } {
  const began = performance.now();
  const model = learn(words);
  const seconds = (performance.now() - began) / 1_000;
  const learning = { phrases: words.types.length, seconds, bytes: pack(model).length };
  return { triage: createTriage(words.crisis, model), learning };
}
