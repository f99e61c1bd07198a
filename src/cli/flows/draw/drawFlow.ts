/** A flow as diagrams: an overview, what works at any time, and one for each part. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { Flow } from '../../../engine/flow.ts';
import { type Arrow, type Box, type Diagram, merged } from './diagram.ts';
import { drawOverview } from './drawOverview.ts';
import { children, framesOf, type Part, partsOf, pathOf } from './parts.ts';
import {
  type Branch,
  isOne,
  isPassing,
  namesOf,
  plausible,
  type Question,
  questionOf,
  REPLIES,
  saidBy,
  type Way,
  waysOf,
} from './script.ts';
import { condition, spaced, together, type Wording } from './wording.ts';

/** More ways on than this from one event become a list of their own instead of arrows. */
const MOST_ARROWS = 3;

/** What is said on the way, beside an arrow. Characters. */
const ASIDE = 50;

/** Actions that only remember are not told; these ask somebody else to act. */
const EFFECTS: Readonly<Record<string, string>> = {
  openCase: 'opens a case',
  updateCase: 'brings the case up to date',
  handOff: 'puts the chat into the line',
  findPlace: 'looks up place and hours',
  findCase: 'looks the case up',
  findOwnCase: 'looks the case up',
  withdraw: 'takes the chat out of the line',
  erase: 'deletes everything',
  alarm: 'tells the desk',
};

const TAGS: Readonly<Record<string, string>> = {
  listening: 'short messages in a row count as one',
  silent: 'the bot says nothing',
  away: 'nothing is sent before the person writes',
};

/** What one box needs to know of the flow around it. */
interface Drawing {
  readonly machine: AnyStateMachine;
  readonly wording: Wording;
  readonly context: unknown;
  readonly boxes: Map<string, Box>;
  readonly arrows: Arrow[];
  readonly sections: readonly AnyStateNode[];
}

export function drawFlow({ machine }: Flow, wording: Wording): readonly Diagram[] {
  const parts = partsOf(machine);
  return [
    drawOverview(machine, parts, wording),
    drawAnytime(machine, wording),
    ...parts.map((part) => drawPart(machine, part, wording)),
  ];
}

function drawPart(machine: AnyStateMachine, { name, sections }: Part, wording: Wording): Diagram {
  const drawing = begin(machine, wording, sections);
  const places = sections.flatMap(placesIn);
  for (const place of places) addPlace(drawing, place);
  const first = placeOf(drawing, leaf(machine.root));
  const start = places.find((place) => place.id === first?.id)?.id;
  return finish(drawing, name, sections.map(pathOf).join(', '), start && boxId(start));
}

/** What is allowed around the sections, once for all of them. */
function drawAnytime(machine: AnyStateMachine, wording: Wording): Diagram {
  const drawing = begin(machine, wording, []);
  for (const frame of framesOf(machine).filter((node) => waysOf(node).length > 0)) {
    const inside = frame.path.length === 0 ? 'anywhere' : `anywhere in ${frame.path.join('.')}`;
    addBox(drawing, frame, 'around', inside, [frame]);
  }
  return { ...finish(drawing, 'anytime', 'what works at any time, unless a section says otherwise'), across: true };
}

function begin(machine: AnyStateMachine, wording: Wording, sections: readonly AnyStateNode[]): Drawing {
  return { machine, wording, context: plausible(machine), boxes: new Map(), arrows: [], sections };
}

function finish({ boxes, arrows }: Drawing, name: string, title: string, start?: string): Diagram {
  return { name, title, boxes: [...boxes.values()], arrows: merged(arrows), start };
}

/** The states of a section that are drawn: those somebody can be in, and those around them that say something themselves. */
function placesIn(node: AnyStateNode): readonly AnyStateNode[] {
  if (isOne(node)) return [node];
  const below = children(node).flatMap(placesIn);
  return waysOf(node).length > 0 || node.entry.some((action) => saidBy([action], undefined).length > 0)
    ? [node, ...below]
    : below;
}

function addPlace(drawing: Drawing, node: AnyStateNode): void {
  const inner = isPassing(node) ? [node, ...descendants(node)] : [node];
  if (isOne(node)) addBox(drawing, node, kindOf(node), pathOf(node), inner);
  else addBox(drawing, node, 'around', `anywhere in ${pathOf(node)}`, [node]);
}

function kindOf(node: AnyStateNode): Box['kind'] {
  if (node.type === 'final') return 'ends';
  if (questionOf(node, undefined)) return 'asks';
  return isPassing(node) ? 'passes' : 'waits';
}

/** One box with its arrows. `inner` are the states it stands for. */
function addBox(drawing: Drawing, node: AnyStateNode, kind: Box['kind'], title: string, inner: readonly AnyStateNode[]): void {
  const { wording, context, boxes } = drawing;
  const id = boxId(node.id);
  const question = questionOf(node, context);
  const ways = inner.flatMap(waysOf);
  const within = ways.flatMap(({ branches }) =>
    branches.filter(({ targets }) => targets.some((target) => inner.includes(target))),
  );
  const actions = [
    ...inner.flatMap(({ entry }) => entry),
    ...(inner.length > 1 ? within.flatMap((branch) => branch.actions) : []),
  ];
  const said = saidBy(actions, context);
  const effects = [...new Set(namesOf(actions).flatMap((name) => EFFECTS[name] ?? []))];
  const texts = [...new Set([...said, ...(question?.key ? [question.key] : [])])].flatMap((key) => [
    ...new Set([wording.text(key), key]),
  ]);
  const onlyDecides = kind === 'passes' && texts.length + effects.length === 0;
  boxes.set(id, {
    id,
    kind: onlyDecides ? 'decides' : kind,
    title,
    texts: question?.example ? ['for example:', ...texts] : texts,
    notes: [...effects, ...node.tags.map((tag) => TAGS[tag] ?? spaced(tag)), ...staying(ways, wording, question)],
  });
  for (const way of ways) addArrows(drawing, id, way, question, inner);
}

/** What is answered on the spot, and what is left without an answer. */
function staying(ways: readonly Way[], wording: Wording, question: Question | undefined): readonly string[] {
  const events = (fits: (branch: Branch) => boolean): readonly string[] =>
    together(
      ways
        .flatMap((way) => (way.branches.some((branch) => branch.targets.length === 0 && fits(branch)) ? way.events : []))
        .filter((event) => !REPLIES.includes(event)),
      (event) => wording.event(event, question),
      9,
    );
  const answered = events(({ actions }) => actions.length > 0);
  const unanswered = events(({ actions }) => actions.length === 0);
  return [
    ...(answered.length > 0 ? [`answers and stays: ${answered.join(', ')}`] : []),
    ...(unanswered.length > 0 ? [`leaves alone: ${unanswered.join(', ')}`] : []),
  ];
}

function addArrows(
  drawing: Drawing,
  from: string,
  way: Way,
  question: Question | undefined,
  inner: readonly AnyStateNode[],
): void {
  const { wording, context, arrows, sections } = drawing;
  const isOutside = (target: AnyStateNode): boolean =>
    target.type === 'history' || !sections.some((section) => isWithin(target, section));
  const leading = way.branches.filter(
    ({ targets }) => targets.length > 0 && !targets.some((target) => inner.length > 1 && inner.includes(target)),
  );
  const outside = leading.filter(({ targets }) => targets.some(isOutside));
  const words = together(
    way.events.filter((event) => !REPLIES.includes(event)),
    (event) => wording.event(event, question),
  ).join(' · ');
  const listed = outside.length > MOST_ARROWS ? outside : [];
  if (listed.length > 0) arrows.push({ from, to: addWays(drawing, listed), labels: words ? [words] : [] });
  for (const { guard, targets, actions } of leading.filter((branch) => !listed.includes(branch))) {
    const told = words ? [] : saidBy(actions, context).map((key) => `says: ${wording.text(key, ASIDE)}`);
    const only = guard ? `if ${condition(guard)}` : way.branches.length > 1 ? 'otherwise' : '';
    const label = [words ? `${words}${guard ? ` (${only})` : ''}` : only, ...told].filter(Boolean).join(', ');
    for (const target of targets) arrows.push({ from, to: addTarget(drawing, target), labels: label ? [label] : [] });
  }
}

/** A list of where it goes on, which several boxes of a diagram can share. */
function addWays({ boxes }: Drawing, branches: readonly Branch[]): string {
  const lines = branches.map(({ guard, targets }) => {
    const where = targets.map((target) => (target.type === 'history' ? 'where it was' : pathOf(target))).join(', ');
    return guard ? `if ${condition(guard)}: ${where}` : `otherwise: ${where}`;
  });
  const known = [...boxes.values()].find(({ kind, notes }) => kind === 'ways' && notes.join() === lines.join());
  const count = [...boxes.values()].filter(({ kind }) => kind === 'ways').length;
  const id = known?.id ?? `ways${count + 1}`;
  boxes.set(id, { id, kind: 'ways', title: 'goes on', texts: [], notes: lines });
  return id;
}

function addTarget(drawing: Drawing, target: AnyStateNode): string {
  const place = target.type === 'history' ? target : placeOf(drawing, leaf(target));
  const id = boxId((place ?? target).id);
  if (place && drawing.sections.some((section) => isWithin(place, section))) return id;
  const title = target.type === 'history' ? 'where it was' : pathOf(target);
  drawing.boxes.set(id, { id, kind: target.type === 'final' ? 'ends' : 'elsewhere', title, texts: [], notes: [] });
  return id;
}

/** The box that a state is drawn in. */
function placeOf({ machine }: Drawing, node: AnyStateNode): AnyStateNode | undefined {
  const around = (inner: AnyStateNode): readonly AnyStateNode[] => [...(inner.parent ? around(inner.parent) : []), inner];
  const frames = new Set(framesOf(machine));
  return around(node).find((outer) => !frames.has(outer) && isOne(outer));
}

/** Where one is after entering a state. */
function leaf(node: AnyStateNode): AnyStateNode {
  const [first] = node.type === 'compound' && !isOne(node) ? (node.initial.target ?? []) : [];
  return first ? leaf(first) : node;
}

function isWithin(node: AnyStateNode, section: AnyStateNode): boolean {
  return section.path.every((key, index) => node.path[index] === key);
}

function descendants(node: AnyStateNode): readonly AnyStateNode[] {
  return children(node).flatMap((below) => [below, ...descendants(below)]);
}

function boxId(id: string): string {
  return id.replace(/\W/g, '_');
}
