/** A diagram in the words of Mermaid, which code hosts and editors draw by themselves. */
import type { Arrow, Box, Diagram, Kind } from './diagram.ts';

const SIGNS: Partial<Record<Kind, string>> = { elsewhere: '→', ends: '■', decides: '◇' };

export function toMermaid({ title, boxes, arrows, start, across }: Diagram): string {
  return [
    '---',
    `title: ${JSON.stringify(plain(title))}`,
    '---',
    'stateDiagram-v2',
    `  direction ${across ? 'LR' : 'TB'}`,
    ...boxes.map(state),
    ...(start ? [`  [*] --> ${start}`] : []),
    ...arrows.map(way),
    '',
  ].join('\n');
}

function state({ id, kind, title, texts, notes }: Box): string {
  const sign = SIGNS[kind];
  const shown = sign ? `${sign} ${title}` : title;
  return `  state "${[shown, ...texts, ...notes].map(plain).join('<br/>')}" as ${id}`;
}

function way({ from, to, labels }: Arrow): string {
  return `  ${from} --> ${to}${labels.length > 0 ? ` : ${labels.map(plain).join(' <br/> ')}` : ''}`;
}

/** Mermaid ends a label at a colon or a semicolon, reads `#` as the start of a sign's number, and has no way to write a quotation mark. */
function plain(text: string): string {
  return text.replace(/"/g, '”').replace(/:/g, '꞉').replace(/;/g, ',').replace(/#/g, '＃').replace(/[<>]/g, '');
}
