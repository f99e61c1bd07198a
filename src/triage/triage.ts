import { FLAGS, type Flag, type Language } from '../engine/protocol.ts';
import type { CrisisPhrase } from './crisis/phrases.ts';
import { flagsWith, type Verdict, verdict, weigh } from './crisis/risk.ts';
import { createRules, type Signs } from './crisis/rules.ts';
import { signalsOf } from './crisis/signals.ts';
import { type Evidence, gather } from './learned/evidence.ts';
import type { Model } from './learned/model.ts';
import { languageOf } from './text/language.ts';
import { type Normalised, normalise } from './text/normalise.ts';
import { withoutRuns } from './text/runs.ts';
import { type Decision, decide, UNDECIDED } from './types/decide.ts';

/** What one message says about itself. `language` is the one to answer in, null when it cannot be told; `certain` is whether to go on without asking for it. */
export interface Judgement extends Decision {
  readonly language: Language | null;
  readonly certain: boolean;
  readonly flags: readonly Flag[];
  /** Flags that are neither sure enough to be raised nor harmless enough to be passed over. */
  readonly ask: readonly Flag[];
}

/** A judgement with what led to it. */
export interface Reasons extends Judgement {
  readonly text: Normalised;
  readonly signs: Signs;
  readonly evidence: (Evidence & { readonly odds: Odds }) | null;
}

/** How likely each flag is, all things weighed, in log-odds. */
type Odds = Readonly<Record<Flag, number>>;

/** Judges messages: pure, offline, the same answer for the same text. */
export interface Triage {
  judge(text: string): Judgement;
  explain(text: string): Reasons;
}

/** Sharpens the model's caution into confidences that hold; fitted on held-out messages, see docs/triage.md. */
export const SHARPNESS = 2.5;

/** Builds a triage; do it once at start. Without a model it knows no types and the rules decide alone. Throws when a phrase cannot be read. */
export function createTriage(crisis: readonly CrisisPhrase[], model: Model | null): Triage {
  const rules = createRules(crisis);
  const explain = (message: string): Reasons => {
    const text = normalise(message);
    const signs = rules(text);
    const tokens = withoutRuns(text.tokens);
    const evidence = model ? weighed(gather(model, { tokens }, SHARPNESS), signs, tokens.length) : null;
    const oddsOf = (flag: Flag): number | undefined => evidence?.odds[flag];
    const verdictOn = (flag: Flag): Verdict => verdict(flag, signs.of[flag], oddsOf(flag), tokens.length);
    const verdicts = Object.fromEntries(FLAGS.map((flag) => [flag, verdictOn(flag)])) as Record<Flag, Verdict>;
    return {
      ...languageOf(text, evidence?.roman),
      ...(evidence ? decide(evidence.shares, tokens.length) : UNDECIDED),
      flags: flagsWith('raise', verdicts),
      ask: flagsWith('ask', verdicts),
      text,
      signs,
      evidence,
    };
  };
  return {
    explain,
    judge(message) {
      const { text: _text, signs: _signs, evidence: _evidence, ...judgement } = explain(message);
      return judgement;
    },
  };
}

function weighed(evidence: Evidence, signs: Signs, words: number): Evidence & { readonly odds: Odds } {
  const odds = FLAGS.map((flag) => [flag, weigh(flag, signalsOf(flag, evidence, signs, words))]);
  return { ...evidence, odds: Object.fromEntries(odds) as Record<Flag, number> };
}
