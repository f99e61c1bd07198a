import type { Language, Proposal } from '../engine/protocol.ts';
import { abstain, type Classify } from './classify.ts';
import { languageOf } from './language.ts';
import { normalise } from './normalise.ts';
import type { TriageWords } from './phrases.ts';
import { createRisk } from './risk.ts';

/** What one message says about itself. `language` is null when it cannot be told; `certain` is whether to go on without asking for it. */
export interface Judgement {
  readonly language: Language | null;
  readonly certain: boolean;
  readonly danger: boolean;
  readonly selfHarm: boolean;
  readonly minor: boolean;
  readonly deadline: boolean;
  readonly proposals: readonly Proposal[];
}

/** Judges messages: pure, offline, the same answer for the same text. */
export interface Triage {
  judge(text: string): Judgement;
}

/** Builds a triage from phrase files; do it once at start. Without `classify` it proposes no types. Throws when a phrase cannot be read. */
export function createTriage(words: TriageWords, classify: Classify = abstain): Triage {
  const riskOf = createRisk(words.crisis);
  return {
    judge(text) {
      const normalised = normalise(text);
      return { ...languageOf(normalised), ...riskOf(normalised), proposals: classify(normalised) };
    },
  };
}
