/**
 * What speaks for a flag in one message, as numbers that can be weighed: what the model reads in the whole and in its
 * parts, what the rules found, and what the message is about.
 */
import type { ScreenedFlag } from '../../engine/protocol.ts';
import type { Evidence } from '../learned/evidence.ts';
import type { Signs } from './rules.ts';

/** What each number is, in the order of {@link signalsOf}. */
export const SIGNALS = [
  'strongest',
  'whole',
  'next',
  'parts',
  'phrases',
  'phrase',
  'guarded',
  'violent',
  'bodily',
  'threatening',
  'idle',
  'words',
  'rival',
] as const;

/** Types in which somebody's body is at risk more often than elsewhere, and those in which it is the matter itself. */
const VIOLENT = [
  'gbv',
  'physical_violence',
  'threats_of_physical_violence',
  'stalking',
  'threat_of_blasphemy_accusation',
  'hate_speech',
];
const BODILY = ['gbv', 'physical_violence', 'threats_of_physical_violence'];
const THREATENING = ['threat'];
const IDLE = ['none'];

/** What a flag is mistaken for: words of dying are about oneself or about somebody else. */
const RIVAL: Readonly<Partial<Record<ScreenedFlag, ScreenedFlag>>> = { danger: 'self_harm', self_harm: 'danger' };

/** Log-odds below this all mean "no". */
const LOWEST = -8;

/** More phrases than these make nothing surer. */
const MOST_PHRASES = 2;

/** Beyond these, longer is no news; nobody has measured there. */
const MOST_PARTS = 16;
const MOST_WORDS = 120;

/** Keeps the logarithm of a share within bounds. */
const FLOOR = 0.02;

/** The numbers for one flag. `words` is how many the message has. */
export function signalsOf(flag: ScreenedFlag, evidence: Evidence, signs: Signs, words: number): readonly number[] {
  const { whole, parts } = evidence.flags[flag];
  const readings = [whole, ...parts].map((reading) => Math.max(LOWEST, reading)).sort((a, b) => b - a);
  const share = (types: readonly string[]): number =>
    Math.log(types.reduce((sum, type) => sum + (evidence.shares.get(type) ?? 0), FLOOR));
  const found = signs.count[flag];
  return [
    readings[0] ?? LOWEST,
    Math.max(LOWEST, whole),
    readings[1] ?? readings[0] ?? LOWEST,
    Math.log1p(Math.min(MOST_PARTS, parts.length)),
    Math.min(MOST_PHRASES, found),
    found > 0 ? 1 : 0,
    signs.of[flag] === 'guarded' ? 1 : 0,
    share(VIOLENT),
    share(BODILY),
    share(THREATENING),
    share(IDLE),
    Math.log1p(Math.min(MOST_WORDS, words)),
    strongest(evidence, RIVAL[flag]),
  ];
}

function strongest(evidence: Evidence, flag: ScreenedFlag | undefined): number {
  if (flag === undefined) return LOWEST;
  const { whole, parts } = evidence.flags[flag];
  return Math.max(LOWEST, whole, ...parts);
}
