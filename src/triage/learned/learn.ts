/** Turns the phrase files into a model. Takes seconds; see wiring for where the result is kept. */
import { FLAGS, type ScreenedFlag } from '../../engine/protocol.ts';
import type { Alarm } from '../crisis/alarms.ts';
import type { CrisisPhrase } from '../crisis/phrases.ts';
import { isLearnt, type PhraseLanguage } from '../text/columns.ts';
import { normalise } from '../text/normalise.ts';
import type { TypePhrase } from '../types/phrases.ts';
import { look, type Sightings } from './features.ts';
import { type Model, toModel } from './model.ts';
import { type Lesson, train } from './train.ts';

/** The plain data that a model is learnt from. */
export interface TriageWords {
  readonly crisis: readonly CrisisPhrase[];
  readonly types: readonly TypePhrase[];
  readonly alarms: readonly Alarm[];
}

/** How much of an example belongs to its first type when further types apply. */
const FIRST_SHARE = 0.7;

/** How much an example of a crisis row counts: they are few, and each was written to settle a doubt. */
const CRISIS_COUNTS = 6;

/** One calm message in so many also gives a fragment, which counts for as many. */
const FRAGMENT_EVERY = 3;
const FRAGMENT_COUNTS = 2;

/** Learns from phrases. The same phrases give the same model; those in a language that was added change nothing in it. */
export function learn({ types: phrases, crisis, alarms }: TriageWords): Model {
  const types = [...new Set(phrases.map(({ type }) => type))].sort();
  const index = new Map(types.map((type, at) => [type, at]));
  const lessons = [
    ...phrases.map((phrase) => typeLesson(phrase, index)),
    ...alarms.map(alarmLesson),
    ...[...phrases, ...alarms].flatMap(fragmentLesson),
    ...crisis.filter(({ language }) => isLearnt(language)).flatMap(crisisLessons),
  ];
  return toModel(types, train(lessons, { types: types.length, flags: FLAGS.length + 1 }));
}

function typeLesson({ type, also, flags, language, phrase }: TypePhrase, index: ReadonlyMap<string, number>): Lesson {
  const further = also.flatMap((name) => index.get(name) ?? []);
  const first = further.length > 0 ? FIRST_SHARE : 1;
  return {
    seen: seenIn(phrase),
    types: [[index.get(type) ?? 0, first], ...further.map((at) => [at, (1 - first) / further.length] as const)],
    flags: [...FLAGS.map((flag) => flags.includes(flag)), isRoman(language)],
  };
}

/** Whether Latin letters spell Urdu; undefined where the letters are others, or both languages are there. */
function isRoman(language: PhraseLanguage): boolean | undefined {
  return language === 'en' || language === 'ur-Latn' ? language === 'ur-Latn' : undefined;
}

function alarmLesson({ flags, language, phrase }: Alarm): Lesson {
  return { seen: seenIn(phrase), types: [], flags: [...FLAGS.map((flag) => flags.includes(flag)), isRoman(language)] };
}

/** Shorter messages are read as a whole. Words. */
const LONG_ENOUGH = 10;

/**
 * A few words out of the middle of a calm message, as they are met when a long message is read in parts: they raise nothing
 * either. Which words is settled by their number, so that learning stays repeatable.
 */
function fragmentLesson({ flags, phrase }: Alarm, at: number): Lesson[] {
  const text = normalise(phrase);
  const length = text.tokens.length;
  if (flags.length > 0 || length < LONG_ENOUGH || at % FRAGMENT_EVERY > 0) return [];
  const size = 7 + (at % 7);
  const from = (at * 31) % Math.max(1, length - size + 1);
  return [
    {
      seen: look(text).seen(from, Math.min(length, from + size)),
      types: [],
      flags: FLAGS.map(() => false),
      counts: FRAGMENT_COUNTS,
    },
  ];
}

/** The two examples of a crisis row say something of its own flag and nothing else. */
function crisisLessons({ flag, mustAlarm, mustNotAlarm }: CrisisPhrase): Lesson[] {
  return [crisisLesson(flag, mustAlarm, true), crisisLesson(flag, mustNotAlarm, false)];
}

function crisisLesson(flag: ScreenedFlag, text: string, raised: boolean): Lesson {
  return {
    seen: seenIn(text),
    types: [],
    flags: FLAGS.map((known) => (known === flag ? raised : undefined)),
    counts: CRISIS_COUNTS,
  };
}

function seenIn(text: string): Sightings {
  return look(normalise(text)).seen();
}
