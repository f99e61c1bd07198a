/** A diagram in the language of Graphviz, which lays it out. */
import type { Arrow, Box, Diagram, Kind } from './diagram.ts';
import { QUIET, STRONG } from './svg.ts';

const INK = '#2c2925';
const SOFT = '#6a6259';

const LOOKS: Readonly<Record<Kind, string>> = {
  asks: 'fillcolor="#dcebe7" color="#1d6660"',
  waits: 'fillcolor="#fffdf9" color="#1d6660"',
  passes: 'fillcolor="#f0eae0" color="#b8ac99"',
  decides: 'fillcolor="#f0eae0" color="#b8ac99" shape=diamond style=filled width=0.35 height=0.35',
  around: 'fillcolor="#fffdf9" color="#b8ac99" style="rounded,filled,dashed"',
  ways: 'fillcolor="#f9e9cb" color="#855000" shape=note style=filled',
  elsewhere: 'fillcolor="#ffffff" color="#b8ac99" style="rounded,filled,dashed"',
  ends: 'fillcolor="#e0d7c9" color="#6a6259" peripheries=2',
  part: 'fillcolor="#dcebe7" color="#1d6660"',
};

/** Characters a line: of a box, of an arrow, of the title. */
const BOX = 46;
const ARROW = 26;
const TITLE = 70;

/** Its letters are as wide as those of most fonts that are used in its place. */
const FONT = 'fontname="Arial"';

export function toDot({ title, boxes, arrows, start, across }: Diagram): string {
  return [
    'digraph {',
    `  graph [rankdir=${across ? 'LR' : 'TB'} nodesep=0.4 ranksep=0.6 pad=0.3 labelloc=t fontsize=13 ${FONT} fontcolor="${SOFT}" label=${quoted(lines(title, TITLE))}]`,
    `  node [shape=box style="rounded,filled" fontsize=11 ${FONT} fontcolor="${INK}" margin="0.35,0.12"]`,
    `  edge [fontsize=10 ${FONT} fontcolor="${SOFT}" color="${SOFT}" arrowsize=0.7]`,
    ...boxes.map(node),
    ...(start ? ['  start [shape=circle style=filled fillcolor=black width=0.18 label=""]', `  start -> ${start}`] : []),
    ...arrows.map(edge),
    '}',
  ].join('\n');
}

function node({ id, kind, title, texts, notes }: Box): string {
  if (kind === 'decides') return `  ${id} [${LOOKS[kind]} label="" xlabel=${quoted([`${QUIET}${title}`])}]`;
  const shown = [
    ...lines(kind === 'elsewhere' ? `→ ${title}` : title, BOX).map((line) => `${STRONG}${line}`),
    ...texts.flatMap((text) => lines(text, BOX).map((line) => (isKey(text) ? `${QUIET}${line}` : line))),
    ...notes.flatMap((note) => lines(note, BOX).map((line) => `${QUIET}${line}`)),
  ];
  return `  ${id} [${LOOKS[kind]} label=${quoted(shown)}]`;
}

function edge({ from, to, labels }: Arrow): string {
  // A blank at both sides keeps the words off the line they belong to.
  const shown = labels.flatMap((label) => lines(label, ARROW)).map((line) => `  ${line}  `);
  return `  ${from} -> ${to} [label=${quoted(shown)}]`;
}

/** A key such as `intake:story.ask`, which an editor looks for in `locales/`. */
function isKey(text: string): boolean {
  return /^[\w/-]+:[\w.-]+$/.test(text);
}

/** A run of words from right to left within a line. */
const FROM_RIGHT = /[\u0600-\u06ff]+(?:[ ·,…()]+[\u0600-\u06ff]+)*/g;

/** Breaks a text into lines. Each is set apart as running from right to left where its letters do. */
function lines(text: string, width: number): readonly string[] {
  const broken: string[] = [];
  for (const word of text.split(' ')) {
    const last = broken.at(-1);
    if (last !== undefined && last.length + word.length < width) broken[broken.length - 1] = `${last} ${word}`;
    else broken.push(word);
  }
  const fromRight = /^[^A-Za-z]*[\u0600-\u06ff]/.test(text);
  return broken.map((line) => (fromRight ? `\u2067${line}\u2069` : line.replace(FROM_RIGHT, '\u2067$&\u2069')));
}

function quoted(shown: readonly string[]): string {
  return `"${shown.map((line) => line.replace(/\\/g, '\\\\').replace(/"/g, '\\"')).join('\\n')}"`;
}
