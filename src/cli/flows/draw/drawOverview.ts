/** The parts of a flow and how they lead to each other. */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { type Arrow, type Box, type Diagram, merged } from './diagram.ts';
import { children, type Part, pathOf } from './parts.ts';
import { plausible, type Question, questionOf, REPLIES, type Way, waysOf } from './script.ts';
import { together, type Wording } from './wording.ts';

/** A way with more ends than this goes back to wherever the person was. */
const MOST_ENDS = 3;

/** More reasons for one arrow are only counted. */
const MOST_REASONS = 2;

const BACK: Box = { id: 'back', kind: 'elsewhere', title: 'where it was', texts: [], notes: [] };

export function drawOverview(machine: AnyStateMachine, parts: readonly Part[], wording: Wording): Diagram {
  const context = plausible(machine);
  const arrows = parts.flatMap((part) =>
    part.sections.flatMap(everyState).flatMap((node) => {
      const question = questionOf(node, context);
      return waysOf(node).flatMap((way) => arrowsOf(way, part, parts, wording, question));
    }),
  );
  const kept = merged(arrows).map((arrow) => ({ ...arrow, labels: together(arrow.labels, (label) => label, MOST_REASONS) }));
  const first = parts.find(({ sections }) => sections.some((section) => section === firstSection(machine, parts)));
  const ends = new Map<string, Box>(kept.flatMap(({ to }) => (to === BACK.id ? [[to, BACK]] : to === END.id ? [[to, END]] : [])));
  return {
    name: 'overview',
    title: 'the parts and how they lead to each other; what works at any time is not drawn here',
    boxes: [...parts.map(boxOf), ...ends.values()],
    arrows: kept,
    start: first?.name.replace(/\W/g, '_'),
  };
}

const END: Box = { id: 'end', kind: 'ends', title: 'the end', texts: [], notes: [] };

function boxOf({ name, sections }: Part): Box {
  const id = name.replace(/\W/g, '_');
  return { id, kind: 'part', title: name, texts: [], notes: sections.length > 1 ? [sections.map(pathOf).join(', ')] : [] };
}

function arrowsOf(
  way: Way,
  from: Part,
  parts: readonly Part[],
  wording: Wording,
  question: Question | undefined,
): readonly Arrow[] {
  const events = way.events.filter((event) => event !== 'command.back');
  if (events.length === 0) return [];
  const labels = together(
    events.filter((event) => !REPLIES.includes(event)),
    (event) => wording.event(event, question),
    MOST_REASONS,
  );
  const ends = way.branches.flatMap(({ targets }) => targets.map((target) => endOf(target, parts)));
  const arrow = (to: string): Arrow => ({ from: idOf(from), to, labels });
  if (way.branches.length > MOST_ENDS) return [arrow(BACK.id)];
  return [...new Set(ends)].filter((to) => to !== idOf(from)).map(arrow);
}

function endOf(target: AnyStateNode, parts: readonly Part[]): string {
  if (target.type === 'history') return BACK.id;
  const part = parts.find(({ sections }) =>
    sections.some((section) => section.path.every((key, index) => target.path[index] === key)),
  );
  return part ? idOf(part) : END.id;
}

function idOf({ name }: Part): string {
  return name.replace(/\W/g, '_');
}

function firstSection(machine: AnyStateMachine, parts: readonly Part[]): AnyStateNode | undefined {
  const down = (node: AnyStateNode): AnyStateNode => {
    const isSection = parts.some(({ sections }) => sections.includes(node));
    const [first] = isSection || node.type !== 'compound' ? [] : (node.initial.target ?? []);
    return first ? down(first) : node;
  };
  return down(machine.root);
}

function everyState(node: AnyStateNode): readonly AnyStateNode[] {
  return [node, ...children(node).flatMap(everyState)];
}
