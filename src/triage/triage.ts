import { FLAGS, type Language, type ScreenedFlag, type Topic } from '../engine/protocol.ts';
import type { CrisisPhrase } from './crisis/phrases.ts';
import { flagsWith, unread, type Verdict, verdict, weigh } from './crisis/risk.ts';
import { createRules, type Signs } from './crisis/rules.ts';
import { signalsOf } from './crisis/signals.ts';
import { type Evidence, gather } from './learned/evidence.ts';
import type { Model } from './learned/model.ts';
import { type AddedLanguage, recognise } from './text/added.ts';
import { isLearnt } from './text/columns.ts';
import { languageOf } from './text/language.ts';
import { type Normalised, normalise } from './text/normalise.ts';
import { withoutRuns } from './text/runs.ts';
import type { TopicPhrase } from './topics/phrases.ts';
import { createTopics, type Spotted } from './topics/topic.ts';
import { type Decision, decide, UNDECIDED } from './types/decide.ts';
import { createCue, type Heard } from './watched/cue.ts';
import type { WatchedPhrase } from './watched/phrases.ts';

/** What one message says about itself. `language` is the one to answer in, null when it cannot be told; `certain` is whether to go on without asking for it. */
export interface Judgement extends Decision {
  readonly language: Language | null;
  readonly certain: boolean;
  readonly flags: readonly ScreenedFlag[];
  /** Flags that are neither sure enough to be raised nor harmless enough to be passed over. */
  readonly ask: readonly ScreenedFlag[];
  /** The words tell of being watched in ways that may or may not be so; see watched/cue.ts. */
  readonly watched: boolean;
  /** What a short message mainly asks or says of its own, such as "is it free"; see topics/topic.ts. */
  readonly topic: Topic | null;
}

/** A judgement with what led to it. */
export interface Reasons extends Judgement {
  readonly text: Normalised;
  readonly signs: Signs;
  readonly heard: Heard;
  readonly spotted: Spotted;
  readonly evidence: (Evidence & { readonly odds: Odds }) | null;
}

/** How likely each flag is, all things weighed, in log-odds. */
type Odds = Readonly<Record<ScreenedFlag, number>>;

/** Judges messages: pure, offline, the same answer for the same text. */
export interface Triage {
  judge(text: string): Judgement;
  explain(text: string): Reasons;
}

/** Sharpens the model's caution into confidences that hold; fitted on held-out messages, see docs/triage.md. */
export const SHARPNESS = 2.5;

/**
 * Builds a triage; do it once at start. Without a model it knows no types and the rules decide alone; so they do in the `added`
 * languages, of which the model has read nothing. Throws when a phrase cannot be read.
 */
export function createTriage(
  crisis: readonly CrisisPhrase[],
  model: Model | null,
  added: readonly AddedLanguage[] = [],
  watched: readonly WatchedPhrase[] = [],
  topics: readonly TopicPhrase[] = [],
): Triage {
  const rules = createRules(crisis);
  const recognised = recognise(added);
  const cueOf = createCue(watched);
  const topicOf = createTopics(topics);
  const decidesAlone = new Set(crisis.flatMap(({ language }, index) => (isLearnt(language) ? [] : [index])));
  const explain = (message: string): Reasons => {
    const text = normalise(message);
    const signs = rules(text);
    const heard = cueOf(text);
    const spotted = topicOf(text);
    const tokens = withoutRuns(text.tokens);
    const evidence = model ? weighed(gather(model, { tokens }, SHARPNESS), signs, tokens.length) : null;
    const oddsOf = (flag: ScreenedFlag): number | undefined => evidence?.odds[flag];
    const stranger = recognised(message);
    const unasked = new Set([...signs.found].filter((index) => decidesAlone.has(index)).map((index) => crisis[index]?.flag));
    const verdictOn = (flag: ScreenedFlag): Verdict => {
      if (unasked.has(flag)) return 'raise';
      const weighedUp = verdict(flag, signs.of[flag], oddsOf(flag), tokens.length);
      // What the model alone reads into a language it does not know, or into the words of somebody else at the phone, is a doubt.
      const doubtful = stranger?.certain || spotted.topic === 'intruder';
      return doubtful && signs.of[flag] === 'clear' ? unread(flag, weighedUp) : weighedUp;
    };
    const verdicts = Object.fromEntries(FLAGS.map((flag) => [flag, verdictOn(flag)])) as Record<ScreenedFlag, Verdict>;
    return {
      ...(stranger ?? languageOf(text, evidence?.roman)),
      ...(evidence && !stranger?.certain ? decide(evidence.shares, tokens.length) : UNDECIDED),
      flags: flagsWith('raise', verdicts),
      ask: flagsWith('ask', verdicts),
      watched: heard.watched,
      topic: spotted.topic,
      text,
      signs,
      heard,
      spotted,
      evidence,
    };
  };
  return {
    explain,
    judge(message) {
      const {
        text: _text,
        signs: _signs,
        heard: _heard,
        spotted: _spotted,
        evidence: _evidence,
        ...judgement
      } = explain(message);
      return judgement;
    },
  };
}

function weighed(evidence: Evidence, signs: Signs, words: number): Evidence & { readonly odds: Odds } {
  const odds = FLAGS.map((flag) => [flag, weigh(flag, signalsOf(flag, evidence, signs, words))]);
  return { ...evidence, odds: Object.fromEntries(odds) as Record<ScreenedFlag, number> };
}
