/** Walks a flow from everywhere with everything, so that a test can say what is true of every turn. */
import type { Flow, Step } from '../../src/engine/flow.ts';
import { start } from '../../src/engine/flow.ts';
import { COMMANDS, type Effect, type Incoming, type Save } from '../../src/engine/protocol.ts';
import { type Heard, overJson, type Surroundings, turn } from './talk.ts';

/** A place in the flow: the innermost states, joined, and the save that stands there. */
export interface Place {
  readonly path: string;
  readonly step: Step;
}

export interface Turn {
  readonly from: Place;
  readonly incoming: Incoming;
  readonly heard: Heard;
  readonly to: Place;
}

const SURROUNDINGS: readonly Surroundings[] = [
  { place: 2, opensIn: 0, found: { type: 'caseMissing' } },
  { place: 1, opensIn: 300, found: { type: 'caseFound', status: 'closed', place: 0, own: true } },
  { place: 1, opensIn: 0, found: { type: 'caseFound', status: 'waiting', place: 4, own: false } },
  { place: 1, opensIn: 0, found: { type: 'caseFound', status: 'with_associate', place: 0, own: false } },
  { place: 1, opensIn: 0, found: { type: 'caseFound', status: 'kept', place: 0, own: true } },
];

const STORY = 'somebody does something bad to me again';

const ALWAYS: readonly Incoming[] = [
  { type: 'hello' },
  { type: 'answer', text: 'ok', proposals: [] },
  { type: 'answer', text: STORY, proposals: [] },
  {
    type: 'answer',
    text: STORY,
    proposals: [
      { type: 'ncii', confidence: 0.9 },
      { type: 'login_issues', confidence: 0.2 },
    ],
  },
  { type: 'choices', ids: ['blackmailing', 'gbv'] },
  { type: 'choices', ids: ['yes', 'no'] },
  { type: 'choice.gone' },
  { type: 'danger', text: 'x' },
  { type: 'selfHarm', text: 'x' },
  { type: 'worry', flags: ['danger'], text: STORY, proposals: [] },
  { type: 'worry', flags: ['self_harm', 'danger'], text: STORY, proposals: [{ type: 'ncii', confidence: 0.9 }] },
  { type: 'empty' },
  { type: 'outOfRange' },
  { type: 'stale' },
  { type: 'silence' },
  { type: 'languageHeard', language: 'ur-Latn' },
  { type: 'placed', place: 9, opensIn: 0 },
  { type: 'claimed' },
  { type: 'released' },
  { type: 'closed' },
  { type: 'attachment', kind: 'picture' },
  ...(['free', 'person', 'intruder', 'thanks', 'safe_now', 'pictures'] as const).map((topic) => ({
    type: 'asks' as const,
    topic,
    text: 'ok',
    proposals: [],
  })),
  { type: 'voice' },
  { type: 'skip' },
  { type: 'returned' },
  { type: 'corrected', before: STORY, after: 'ok' },
  { type: 'corrected', before: 'never said', after: STORY, proposals: [{ type: 'ncii', confidence: 0.9 }] },
  { type: 'revoked', text: STORY },
  { type: 'claimed', recent: true },
  { type: 'released', recent: true },
  { type: 'closed', recent: true },
  { type: 'claimed', late: true },
  { type: 'released', late: true },
  { type: 'closed', late: true },
  ...COMMANDS.map((command) => ({ type: `command.${command}` as const })),
];

/** What can be sent at a place. */
export function incomingsAt(step: Step): readonly Incoming[] {
  return [...ALWAYS, ...(step.asked?.options ?? []).map((id) => ({ type: `choice.${id}` as const }))];
}

/** Where a save stands, such as `talk.active.story.words`. */
export function pathOf(save: Save): string {
  const { value } = save.snapshot as { value: unknown };
  return flat(value);
}

function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  return Object.entries(value as Record<string, unknown>)
    .map(([name, inner]) => (flat(inner) ? `${name}.${flat(inner)}` : name))
    .join('+');
}

/** What of a flow's memory decides where it can go; places that agree in it are one. */
export type Distinguish = (path: string, context: Readonly<Record<string, unknown>>) => string;

/** Every turn from every place that can be reached, and from `more`. `seen` hears of each step within a turn. */
export function everyTurn(flow: Flow, distinguish: Distinguish, seen: (step: Step) => void, more: readonly Step[] = []): Turn[] {
  const starts = [...[true, false].map((certain) => start(flow, { language: 'en', certain })), ...more];
  const open: Place[] = starts.map((step) => ({ path: pathOf(step.save), step: { ...step, save: overJson(step.save) } }));
  const known = new Set(open.map(({ step }) => nameOf(step, distinguish)));
  const turns: Turn[] = [];
  const go = (from: Place, incoming: Incoming, around: Surroundings): Turn => {
    const { step, ...heard } = turn(flow, from.step.save, incoming, around, seen);
    return { from, incoming, heard, to: { path: pathOf(step.save), step } };
  };
  for (const step of starts) seen(step);
  for (let from = open.shift(); from; from = open.shift()) {
    if (finished(from.step)) continue;
    for (const incoming of incomingsAt(from.step)) {
      const first = go(from, incoming, SURROUNDINGS[0] ?? {});
      const others = first.heard.effects.some(isAnswered)
        ? SURROUNDINGS.slice(1).map((around) => go(from, incoming, around))
        : [];
      for (const made of [first, ...others]) {
        turns.push(made);
        const name = nameOf(made.to.step, distinguish);
        if (known.has(name)) continue;
        known.add(name);
        open.push(made.to);
      }
    }
  }
  return turns;
}

/** Whether what comes next depends on the desk or the ledger. */
function isAnswered(effect: Effect): boolean {
  return effect.type === 'handOff' || effect.type === 'findPlace' || effect.type === 'findCase';
}

function finished(step: Step): boolean {
  return (step.save.snapshot as { status: string }).status === 'done';
}

function nameOf(step: Step, distinguish: Distinguish): string {
  const { context } = step.save.snapshot as { context: Record<string, unknown> };
  const path = pathOf(step.save);
  return `${path} ${distinguish(path, context)}`;
}
