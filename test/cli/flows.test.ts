import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { AnyStateNode } from 'xstate';
import { flows, intake } from '../../flows/index.ts';
import { TYPES } from '../../flows/intake/types.ts';
import { drawFlow } from '../../src/cli/flows/draw/drawFlow.ts';
import { toMermaid } from '../../src/cli/flows/draw/mermaid.ts';
import { wordingOf } from '../../src/cli/flows/draw/wording.ts';
import { READABLE, walkGuidance } from '../../src/cli/flows/walk.ts';
import { loadProfile } from '../../src/profile.ts';
import { loadTexts } from '../../src/texts.ts';
import { endPrograms, runProgram } from '../support/program.ts';

const texts = loadTexts();
const profile = loadProfile();

afterAll(async () => {
  await endPrograms();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function run(...args: string[]): Promise<{ code: number | null; printed: string }> {
  const program = runProgram(['flows', ...args]);
  const { code } = await program.ended;
  return { code, printed: program.printed() };
}

const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-flows-'));
  folders.push(folder);
  return folder;
}

describe.concurrent('flows graph', () => {
  test('writes each part as Mermaid and as SVG, and takes away parts that are no more', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'intake.gone.mmd'), '');
    writeFileSync(join(folder, 'notes.mmd'), '');
    expect((await run('graph', '--out', folder)).code).toBe(0);
    const files = readdirSync(folder);
    const parts = files.filter((file) => file.endsWith('.mmd')).map((file) => file.slice(0, -'.mmd'.length));
    expect(parts).toEqual(expect.arrayContaining(['intake.overview', 'intake.anytime', 'intake.story', 'notes']));
    expect(files).not.toContain('intake.gone.mmd');
    const story = readFileSync(join(folder, 'intake.story.mmd'), 'utf8');
    expect(story).toContain('stateDiagram-v2');
    expect(story).toContain(texts.say('en', 'intake:story.option.list'));
    expect(readFileSync(join(folder, 'intake.story.svg'), 'utf8')).toMatch(/^<\?xml[\s\S]*story\.words[\s\S]*<\/svg>\s*$/);
  });

  test('speaks the language that is asked for', async () => {
    const folder = newFolder();
    expect((await run('graph', '--out', folder, '--flow', 'intake', '--language', 'ur')).code).toBe(0);
    expect(readFileSync(join(folder, 'intake.story.mmd'), 'utf8')).toContain(texts.say('ur', 'intake:story.option.list'));
  });

  test('names what there is when a flow or a language is unknown', async () => {
    expect(await run('graph', '--flow', 'outtake')).toEqual({
      code: 1,
      printed: `amaan: there is no flow "outtake"; there are: ${Object.keys(flows).join(', ')}\n`,
    });
    expect(await run('graph', '--language', 'xx')).toMatchObject({
      code: 1,
      printed: expect.stringContaining('en, ur, ur-Latn'),
    });
  });
});

describe('what is drawn', () => {
  const diagrams = drawFlow(intake, wordingOf(texts, profile, 'en'));
  const sections = diagrams.filter(({ name }) => name !== 'overview' && name !== 'anytime');
  const everyState = (node: AnyStateNode): AnyStateNode[] => [node, ...Object.values(node.states).flatMap(everyState)];
  const states = everyState(intake.machine.root);
  const nameOf = ({ id }: AnyStateNode): string => id.replace(/\W/g, '_');

  test('every state that somebody can be in stands in one part', () => {
    const drawn = sections.flatMap(({ boxes }) => boxes.filter(({ kind }) => kind !== 'elsewhere').map(({ id }) => id));
    const around = (node: AnyStateNode): string[] => [nameOf(node), ...(node.parent ? around(node.parent) : [])];
    const missing = states.filter((node) => node.type === 'atomic' && around(node).every((id) => !drawn.includes(id)));
    expect(missing.map(({ id }) => id)).toEqual([]);
    const waiting = states.filter(({ transitions, type }) => type === 'atomic' && transitions.has('command.back'));
    expect(waiting.length).toBeGreaterThan(20);
    expect(waiting.filter((node) => drawn.filter((id) => id === nameOf(node)).length !== 1).map(({ id }) => id)).toEqual([]);
  });

  test('every question is drawn with its text and its key', () => {
    const actions = states.flatMap(({ entry }) => entry as readonly { type: string; params?: { key?: string } }[]);
    const asked = actions.flatMap(({ type, params }) => (type === 'open' ? (params?.key ?? []) : []));
    const drawn = sections.flatMap(({ boxes }) => boxes.flatMap((box) => box.texts));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((key) => !drawn.includes(key))).toEqual([]);
    expect(drawn).toContain(texts.say('en', 'intake:dangerNow.ask'));
  });

  test('every arrow leads from a box to a box, and nothing is drawn without words', () => {
    for (const { name, boxes, arrows } of diagrams) {
      const ids = new Set(boxes.map(({ id }) => id));
      expect(ids.size, name).toBe(boxes.length);
      expect(
        arrows.filter(({ from, to }) => !ids.has(from) || !ids.has(to)),
        name,
      ).toEqual([]);
      expect(
        boxes.filter(({ title }) => title === ''),
        name,
      ).toEqual([]);
    }
  });

  test('what works at any time is drawn once', () => {
    const anytime = diagrams.find(({ name }) => name === 'anytime');
    const labels = anytime?.arrows.flatMap((arrow) => arrow.labels).join(' ');
    for (const word of ['‹person›', '‹hide›', '‹stop›', '‹erase›', 'words of danger']) expect(labels).toContain(word);
    const story = sections.find(({ name }) => name === 'story');
    expect(story?.arrows.flatMap((arrow) => arrow.labels).join(' ')).not.toContain('‹hide›');
  });
});

describe('docs/flows', () => {
  const folder = join(import.meta.dirname, '../../docs/flows');
  const wording = wordingOf(texts, profile, 'en');
  const drawn = Object.values(flows).flatMap((flow) =>
    drawFlow(flow, wording).map((diagram) => ({ ...diagram, file: `${flow.id}.${diagram.name}` })),
  );

  test('has the pictures of these flows and no others', () => {
    const files = drawn.flatMap(({ file }) => [`${file}.mmd`, `${file}.svg`]);
    expect(readdirSync(folder).sort()).toEqual(files.sort());
  });

  test.each(drawn)('$file is as the flow is now; else run: npm run amaan -- flows graph', async ({ file, ...diagram }) => {
    await expect(toMermaid(diagram)).toMatchFileSnapshot(join(folder, `${file}.mmd`));
    const svg = readFileSync(join(folder, `${file}.svg`), 'utf8').replaceAll('&#45;', '-');
    expect(diagram.boxes.filter(({ title }) => !svg.includes(title)).map(({ title }) => title)).toEqual([]);
  });
});

describe('flows preview', () => {
  const reader = { minor: 'unknown', shared: false, situations: [] } as const;

  test.each(READABLE)('%s: what not to do, the steps with their explanations, the list, the team', (type) => {
    const keys = walkGuidance({ ...reader, type }, 'en').map(({ key }) => key);
    expect(keys).toContain(`guidance/${type}:dont`);
    const steps = keys.filter((key) => key.endsWith('.text'));
    expect(steps.length).toBeGreaterThanOrEqual(3);
    const first = keys.indexOf(steps[0] ?? '');
    expect(keys.slice(first)).toEqual([
      ...steps.flatMap((key) => [key, key.replace(/text$/, 'explain')]),
      'intake:guidance.summary',
      `guidance/${type}:team`,
      // In an emergency a person was called before the steps.
      ...(TYPES.some(({ key, urgency }) => key === type && urgency === 'emergency') ? [] : ['intake:guidance.next.ask']),
    ]);
  });

  test('facts change the steps', () => {
    const steps = (facts: Partial<Parameters<typeof walkGuidance>[0]>): string =>
      walkGuidance({ ...reader, type: 'blackmailing', ...facts }, 'en')
        .map(({ key }) => key)
        .join(' ');
    expect(steps({ minor: 'no' })).not.toContain('B4.text');
    expect(steps({ minor: 'yes' })).toMatch(/nothingAccepted.*steps:M2\.text.*steps:E1M\.text/);
    expect(steps({ situations: ['family'] })).toContain('steps:B2F.text');
    expect(steps({ situations: ['other'], shared: true })).toMatch(/steps:O1\.text.*steps:SH1\.text.*summaryUnseen/);
  });

  test.concurrent('prints the texts in a language, with the values of the helpline', async () => {
    const { code, printed } = await run('preview', '--type', 'ncii', '--language', 'ur', '--minor', 'no');
    expect(code).toBe(0);
    expect(printed).toContain(`── guidance/ncii:dont\n${texts.say('ur', 'guidance/ncii:dont')}\n`);
    expect(printed).toContain(profile.names.imageFingerprint?.value);
    expect(printed).not.toMatch(/\{\{|\$t\(/);
  });

  test.concurrent('prints one object a line for programs', async () => {
    const { code, printed } = await run(
      'preview',
      '--type',
      'hacking',
      '--police-unsafe',
      '--family',
      '--shared-phone',
      '--for',
      'other',
      '--json',
    );
    expect(code).toBe(0);
    const lines = printed
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { key: string; text: string; options: unknown[] });
    expect(lines.at(-1)).toMatchObject({ key: 'intake:guidance.next.ask', options: [{ id: 'team' }, { id: 'finish' }] });
    expect(lines.every(({ text }) => text.length > 0)).toBe(true);
  });

  test.concurrent('names what there is when something is unknown', async () => {
    const types = [...TYPES.map(({ key }) => key), 'watched'].join(', ');
    expect(await run('preview', '--type', 'nothing')).toEqual({
      code: 1,
      printed: `amaan: there is no type "nothing"; there are: ${types}\n`,
    });
    expect(await run('preview', '--type', 'ncii', '--language', 'xx')).toMatchObject({ code: 1 });
    expect(await run('preview', '--type', 'ncii', '--minor', 'maybe')).toEqual({
      code: 1,
      printed: 'amaan: there is no --minor "maybe"; there are: yes, no, unknown\n',
    });
  });

  test.concurrent('explains itself', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, printed: expect.stringContaining('--shared-phone') });
    expect(await run()).toMatchObject({ code: 2, printed: expect.stringContaining('flows graph') });
  });
});
