import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { instance } from '@viz-js/viz';
import { flows } from '../../../flows/index.ts';
import { loadProfile } from '../../profile.ts';
import { loadTexts } from '../../texts.ts';
import { print } from '../command.ts';
import type { Diagram } from './draw/diagram.ts';
import { toDot } from './draw/dot.ts';
import { drawFlow } from './draw/drawFlow.ts';
import { toMermaid } from './draw/mermaid.ts';
import { restyled } from './draw/svg.ts';
import { wordingOf } from './draw/wording.ts';
import { oneOf } from './named.ts';

/** Writes the flows as diagrams, read from the machines themselves. */
export async function graph(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      out: { type: 'string', default: 'docs/flows' },
      flow: { type: 'string' },
      language: { type: 'string', default: 'en' },
    },
  });
  const texts = loadTexts();
  const language = oneOf(
    'language',
    values.language,
    texts.languages.map(({ id }) => id),
  );
  const names = values.flow === undefined ? Object.keys(flows) : [oneOf('flow', values.flow, Object.keys(flows))];
  const wording = wordingOf(texts, loadProfile(), language);
  const drawn = names.flatMap((name) => {
    const flow = flows[name];
    return flow ? drawFlow(flow, wording).map((diagram) => ({ ...diagram, name: `${name}.${diagram.name}` })) : [];
  });
  mkdirSync(values.out, { recursive: true });
  const viz = await instance();
  for (const diagram of drawn) {
    writeFileSync(join(values.out, `${diagram.name}.mmd`), toMermaid(diagram));
    writeFileSync(
      join(values.out, `${diagram.name}.svg`),
      restyled(viz.renderString(toDot(diagram), { format: 'svg' }), diagram.title),
    );
  }
  removeOld(values.out, names, drawn);
  print(`${drawn.length} diagrams, each as .mmd and .svg, are in ${values.out}; begin with ${drawn[0]?.name}.svg`);
  return 0;
}

/** A part that is no longer there must not look as if it were. */
function removeOld(folder: string, flowNames: readonly string[], drawn: readonly Diagram[]): void {
  const kept = new Set(drawn.map(({ name }) => name));
  for (const file of readdirSync(folder)) {
    const [, name = '', flow = ''] = /^(([\w-]+)\.[\w-]+)\.(?:mmd|svg)$/.exec(file) ?? [];
    if (flowNames.includes(flow) && !kept.has(name)) rmSync(join(folder, file));
  }
}
