/**
 * Hears what people ask or say of their own in the middle of everything: is it free, who reads this, shall I send the
 * picture. Only of a short message that consists mainly of it, because the same words stand in many a story; there a wrong
 * topic would lose what was told, a missed one only keeps it as an answer.
 */
import type { Topic } from '../../engine/protocol.ts';
import { Matcher } from '../crisis/matcher.ts';
import type { Normalised } from '../text/normalise.ts';
import { COURTESY } from './courtesy.ts';
import type { TopicPhrase } from './phrases.ts';

/** What one message is about, with the rows behind it by index. */
export interface Spotted {
  readonly topic: Topic | null;
  readonly found: ReadonlySet<number>;
  /** Guards that took their own topic away from the whole message. */
  readonly guards: ReadonlySet<number>;
}

/** A longer message tells more than one thing. Words. */
const MOST_WORDS = 14;

/** So many words that belong to a topic stand against each that does not. */
const MAINLY = 2;

/** Whoever asks about sending a picture must be told not to, with whatever else stands beside it. */
const MAINLY_PICTURES = 0.5;

/** Which topic is met when a message holds several: first what cannot wait, last what is only polite. */
const FIRST: readonly Topic[] = [
  'intruder',
  'pictures',
  'person',
  'family',
  'police',
  'robot',
  'who',
  'free',
  'how_long',
  'safe_now',
  'bye',
  'thanks',
  'greeting',
];

const NOTHING: Spotted = { topic: null, found: new Set(), guards: new Set() };

/** Builds it from its rows; every call is pure. Throws when a phrase cannot be read. */
export function createTopics(rows: readonly TopicPhrase[]): (text: Normalised) => Spotted {
  const courtesy = Object.entries(COURTESY).flatMap(([language, phrases]) => phrases.map((phrase) => ({ phrase, language })));
  // A guard is sought like any phrase, because what it says (he wrote it, it is about an account) explains the rest wherever it stands.
  const sought = rows.map(({ phrase, language }) => ({ phrase: phrase.replace(/^!\s*/, ''), language }));
  const matcher = new Matcher([...sought, ...courtesy]);
  const isGuard = (index: number): boolean => rows[index]?.phrase.startsWith('!') ?? false;
  return (text) => {
    if (text.tokens.length > MOST_WORDS) return NOTHING;
    const { places } = matcher.match(text, () => '');
    const standing = [...places.keys()].filter((index) => index < rows.length);
    const asked = standing.filter((index) => !isGuard(index));
    const topicsOf = (indexes: Iterable<number>) => new Set([...indexes].map((index) => rows[index]?.topic));
    const guards = new Set(standing.filter((index) => isGuard(index) && topicsOf(asked).has(rows[index]?.topic)));
    const found = new Set(asked.filter((index) => !topicsOf(guards).has(rows[index]?.topic)));
    const covered = new Set([...found].flatMap((index) => places.get(index) ?? []));
    const polite = [...places].flatMap(([index, used]) => (index < rows.length ? [] : used));
    const others = text.tokens.length - new Set([...covered, ...polite]).size;
    const topics = topicsOf(found);
    const first = FIRST.find((topic) => topics.has(topic)) ?? null;
    const mainly = covered.size > (first === 'pictures' ? MAINLY_PICTURES : MAINLY) * others;
    return { topic: mainly ? first : null, found, guards };
  };
}
