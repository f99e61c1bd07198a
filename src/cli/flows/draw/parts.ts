/**
 * Cuts a flow into parts that fit on a page: one for each section of the script, and one for each run of neighbours that
 * are a single state each.
 */
import type { AnyStateMachine, AnyStateNode } from 'xstate';
import { isOne } from './script.ts';

export interface Part {
  readonly name: string;
  readonly sections: readonly AnyStateNode[];
}

/** States that only hold sections together. Where a flow has none of these names, its parts are larger. */
const FRAMES = ['talk', 'talk.active', 'pause'];

/** The root and the frames below it: what they allow is allowed in every section inside. */
export function framesOf(machine: AnyStateMachine): readonly AnyStateNode[] {
  const below = (node: AnyStateNode): readonly AnyStateNode[] => [node, ...children(node).filter(isFrame).flatMap(below)];
  return below(machine.root);
}

/** The parts, in the order of the script. */
export function partsOf(machine: AnyStateMachine): readonly Part[] {
  return partsIn(machine.root);
}

function partsIn(frame: AnyStateNode): readonly Part[] {
  const parts: (Part | AnyStateNode[])[] = [];
  for (const node of children(frame).filter(({ type }) => type !== 'final')) {
    const last = parts.at(-1);
    if (isFrame(node)) parts.push(...partsIn(node));
    else if (isOne(node) && Array.isArray(last) && last.every(isOne)) last.push(node);
    else parts.push([node]);
  }
  return parts.map((part) => ('name' in part ? part : { name: nameOf(part), sections: part }));
}

/** Where a state stands in its flow, as it is said: without the frames around it. */
export function pathOf(node: AnyStateNode): string {
  const frames = FRAMES.filter((frame) => `${node.path.join('.')}.`.startsWith(`${frame}.`)).map(
    (frame) => frame.split('.').length,
  );
  return node.path.slice(Math.max(0, ...frames)).join('.') || node.key;
}

/** The states directly below, without those that only remember. */
export function children(node: AnyStateNode): readonly AnyStateNode[] {
  return Object.values<AnyStateNode>(node.states).filter(({ type }) => type !== 'history');
}

function isFrame(node: AnyStateNode): boolean {
  return FRAMES.includes(node.path.join('.'));
}

function nameOf(sections: readonly AnyStateNode[]): string {
  const [first, last] = [sections[0]?.key ?? '', sections.at(-1)?.key ?? ''];
  return sections.length > 1 ? `${first}-to-${last}` : first;
}
