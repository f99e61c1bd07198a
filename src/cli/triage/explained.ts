/** An explanation in sentences. */
import { FLAGS, type ScreenedFlag } from '../../engine/protocol.ts';
import { loadTexts, type Texts } from '../../texts.ts';
import type { CrisisPhrase } from '../../triage/crisis/phrases.ts';
import type { Located } from '../../triage/lint/rows.ts';
import type { TopicPhrase } from '../../triage/topics/phrases.ts';
import type { Reasons } from '../../triage/triage.ts';
import { NO_COMPLAINT } from '../../triage/types/phrases.ts';
import type { WatchedPhrase } from '../../triage/watched/phrases.ts';
import { type Influence, MOST_WORDS } from './influence.ts';
import type { Near } from './nearest.ts';

export interface Explained {
  readonly reasons: Reasons;
  /** The rows in the order of the signs' indexes. */
  readonly crisis: readonly Located<CrisisPhrase>[];
  /** The rows in the order of the cue's indexes. */
  readonly watched: readonly Located<WatchedPhrase>[];
  /** The rows in the order of the topics' indexes. */
  readonly topics: readonly Located<TopicPhrase>[];
  readonly influences: readonly Influence[];
  readonly nearest: readonly Near[];
}

const FLAG_NAMES: Readonly<Record<ScreenedFlag, string>> = {
  danger: 'danger to life',
  self_harm: 'self-harm',
  minor: 'somebody under 18',
  deadline: 'a time limit',
};

/** So many words are shown. */
const WORDS = 8;

export function inWords(explained: Explained): readonly string[] {
  const texts = loadTexts();
  return [
    language(explained.reasons, texts),
    '',
    ...flags(explained),
    '',
    ...cue(explained),
    ...topic(explained),
    ...types(explained.reasons, texts),
    '',
    ...words(explained),
    '',
    ...phrases(explained),
  ];
}

function language({ language: heard, certain }: Reasons, texts: Texts): string {
  if (heard === null) return 'Language: cannot be told, so the person is asked.';
  const key = `desk:language.${heard}`;
  const name = texts.has('en', key) ? texts.say('en', key) : texts.languages.find(({ id }) => id === heard)?.name;
  return `Language: ${name ?? heard}${certain ? '' : ', but not surely, so the person may be asked'}.`;
}

function flags({ reasons, crisis }: Explained): readonly string[] {
  const rows = (indexes: ReadonlySet<number>, flag: ScreenedFlag): Located<CrisisPhrase>[] =>
    [...indexes].flatMap((index) => crisis[index] ?? []).filter(({ row }) => row.flag === flag);
  const seen = FLAGS.flatMap((flag) => {
    const found = rows(reasons.signs.found, flag);
    const guarded = rows(reasons.signs.guarded, flag);
    const what = verdict(reasons, flag);
    if (what === 'is not raised' && found.length + guarded.length === 0) return [];
    return [
      `  ${flag} (${FLAG_NAMES[flag]}) ${what}.`,
      ...found.map((row) => `    ${place(row)} stands: ${row.row.phrase}`),
      ...guarded.map((row) => `    ${place(row)} would stand, but a guard has explained its words: ${row.row.phrase}`),
      ...(found.length + guarded.length === 0 ? ['    No row of crisis.csv stands; the model says so by itself.'] : []),
      `    With what the model has learnt it is ${percent(chance(reasons.evidence?.odds[flag] ?? 0)).trim()} sure.`,
    ];
  });
  return ['Flags:', ...(seen.length > 0 ? seen : ['  none'])];
}

/** Nothing where no row stands, because hardly anybody writes of it. */
function cue({ reasons: { heard }, watched }: Explained): readonly string[] {
  const rows = (indexes: ReadonlySet<number>): Located<WatchedPhrase>[] => [...indexes].flatMap((index) => watched[index] ?? []);
  if (heard.found.size === 0) return [];
  return [
    `Feels watched, in ways that may or may not be so: ${heard.watched ? 'the cue is raised' : 'the cue is not raised, because a guard stands'}.`,
    ...[...rows(heard.found), ...rows(heard.guards)].map((row) => `    ${place(row)} stands: ${row.row.phrase}`),
    '',
  ];
}

/** Nothing where no row stands. */
function topic({ reasons: { spotted }, topics }: Explained): readonly string[] {
  const rows = [...spotted.found, ...spotted.guards].flatMap((index) => topics[index] ?? []);
  if (rows.length === 0) return [];
  return [
    `Topic: ${spotted.topic ?? 'none, because a guard stands or the message says much beside it'}.`,
    ...rows.map((row) => `    ${place(row)} stands: ${row.row.topic}, ${row.row.phrase}`),
    '',
  ];
}

function verdict({ flags: raised, ask }: Reasons, flag: ScreenedFlag): string {
  if (raised.includes(flag)) return 'is raised';
  return ask.includes(flag) ? 'is not sure enough to be raised and is asked about' : 'is not raised';
}

function types({ types: named, second, abstain }: Reasons, texts: Texts): readonly string[] {
  const lines = named.map(({ type, confidence }) => `  ${percent(confidence)}  ${type}: ${label(type, texts)}`);
  return [
    'Types:',
    ...lines,
    second === null ? '  No second type applies.' : `  A second type applies as well: ${second}.`,
    `  ${conclusion(abstain, named[0]?.type)}`,
  ];
}

function conclusion(abstain: boolean, first: string | undefined): string {
  if (abstain) return 'It abstains: these three are not likely enough, so the person gets the list of families.';
  if (first === NO_COMPLAINT) return 'It does not abstain, but proposes nothing: there seems to be no complaint.';
  return 'It does not abstain: the likely ones are proposed.';
}

function words({ reasons, influences }: Explained): readonly string[] {
  const [first] = reasons.types;
  if (!first) return [];
  const shown = influences.slice(0, WORDS);
  const distinct = new Set(reasons.text.tokens).size;
  return [
    `Words that spoke most for ${first.type} (${percent(first.confidence).trim()} with all words):`,
    ...shown.map(
      ({ word, without }) => `  ${percent(without)} without "${word}": ${times(first.confidence, without)} likelier with it`,
    ),
    ...(shown.length === 0 ? ['  none by itself'] : []),
    ...(distinct > MOST_WORDS ? [`  (only the first ${MOST_WORDS} different words were tried)`] : []),
  ];
}

function phrases({ reasons, nearest }: Explained): readonly string[] {
  const lines = nearest.map(({ phrase, alike }) => `  ${percent(alike)} alike, ${place(phrase)}: ${phrase.row.phrase}`);
  return [`Nearest phrases of ${reasons.types[0]?.type}:`, ...(lines.length > 0 ? lines : ['  none'])];
}

function place({ file, line }: Located<unknown>): string {
  return `${file.slice(file.lastIndexOf('/') + 1)}:${line}`;
}

function label(type: string, texts: Texts): string {
  if (type === NO_COMPLAINT) return 'No complaint, such as a greeting or an advert';
  const key = `types:${type}.label`;
  return texts.has('en', key) ? texts.say('en', key) : 'a type without a name';
}

/** Log-odds as a share of 1. */
function chance(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** How much the odds rise, as people say it. */
function times(share: number, without: number): string {
  const factor = odds(share) / odds(without);
  return `${factor < 10 ? factor.toFixed(1) : Math.round(factor)} times`;
}

/** Never endless: a share may be rounded up to 1. */
function odds(share: number): number {
  return Math.max(share, Number.EPSILON) / Math.max(1 - share, Number.EPSILON);
}

/** As wide as 100.0 %, so that a column of them stands straight. */
function percent(share: number): string {
  return `${(100 * share).toFixed(1).padStart(5)} %`;
}
