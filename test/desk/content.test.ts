import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readContent } from '../../src/desk/content/content.ts';
import { USER_ROLES } from '../../src/desk/people.ts';
import type { ContentAnswer, ContentLine } from '../../src/http/desk/api.ts';
import { loadProfile } from '../../src/profile.ts';
import { LOCALES, loadTexts } from '../../src/texts.ts';
import { createDesk } from '../support/desk.ts';

const desk = await createDesk();
const profile = loadProfile();

async function read(query = ''): Promise<ContentAnswer> {
  const associate = await desk.logIn();
  const answer = await associate.get(`/api/desk/content${query}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as ContentAnswer;
}

function lineOf({ lines }: ContentAnswer, key: string): ContentLine {
  const found = lines.find((line) => line.key === key);
  if (!found) throw new Error(`no line ${key}`);
  return found;
}

test('without a session nothing is read, with one whatever the role', async () => {
  const answer = await desk.stranger.get('/api/desk/content');
  expect([answer.status, await answer.json()]).toEqual([401, { error: 'signed_out' }]);
  for (const role of USER_ROLES) {
    const somebody = await desk.logIn(role);
    expect([role, (await somebody.get('/api/desk/content')).status]).toEqual([role, 200]);
  }
});

test('the first file is the conversation, and every file of the locales can be chosen', async () => {
  const answer = await read();
  expect(answer.file).toBe('intake');
  expect(answer.languages.map(({ id, direction }) => [id, direction])).toEqual([
    ['en', 'ltr'],
    ['ur', 'rtl'],
    ['ur-Latn', 'ltr'],
  ]);
  const names = answer.files.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['intake', 'common', 'steps', 'desk', 'guidance/ncii']));
  expect(names).not.toContain('language');
  expect(lineOf(answer, 'safe.ask').texts.map(({ problem }) => problem)).toEqual([null, null, null]);
});

test('values of the helpline are filled in; what only the conversation knows is not', async () => {
  const answer = await read('?file=intake');
  const pieces = lineOf(answer, 'welcome.say').texts[0]?.pieces ?? [];
  expect(pieces).toContainEqual({ kind: 'value', name: 'helpline', value: profile.name.en });
  const place = lineOf(answer, 'queue.place').texts[0]?.pieces ?? [];
  expect(place).toContainEqual({ kind: 'value', name: 'place', value: null });
});

test('a guide names its sources with titles, who has reviewed it, and shows the lines that it refers to', async () => {
  const answer = await read('?file=guidance%2Fncii');
  expect(answer.origin?.reviewed).toHaveLength(3);
  expect(answer.origin?.sources).toContainEqual({ id: 'SNCII', title: 'StopNCII.org FAQ', where: 'stopncii.org/faq' });
  expect(answer.lines.map(({ key }) => key)).not.toContain('reviewed');
  const steps = lineOf(await read('?file=steps'), 'B3.short').texts[0]?.pieces;
  expect(lineOf(answer, 'steps.B3.short').texts[0]?.pieces).toEqual([
    {
      kind: 'reference',
      name: 'steps:B3.short',
      value: steps?.map((piece) => ('text' in piece ? piece.text : piece.value)).join(''),
    },
  ]);
});

test('a search finds keys, words of any language and what is filled in', async () => {
  const keys = async (search: string): Promise<string[]> =>
    (await read(`?search=${encodeURIComponent(search)}`)).lines.map(({ file, key }) => `${file}:${key}`);
  expect(await keys('Queue.Place')).toEqual(['intake:queue.place']);
  expect(await keys('آپ کے لیے کون سی زبان')).toEqual(['intake:language.ask']);
  expect(await keys(profile.phone)).toContain('intake:sharedPhone.call');
  expect(await keys('no text has these words')).toEqual([]);
});

test('more than can be shown is counted', async () => {
  const { lines, more, file } = await read('?search=e');
  expect([file, lines.length, more > 0]).toEqual([null, 300, true]);
});

test('an unknown file and an endless search are refused', async () => {
  const associate = await desk.logIn();
  expect((await associate.get('/api/desk/content?file=..%2Fhelpline')).status).toBe(404);
  expect((await associate.get(`/api/desk/content?search=${'a'.repeat(101)}`)).status).toBe(400);
});

test('a line that one language lacks and one that is too long are marked, and counted at their file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-content-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(LOCALES, folder, { recursive: true });
  const change = (language: string, to: (common: Record<string, unknown>) => unknown): void => {
    const file = join(folder, language, 'common.json');
    writeFileSync(file, JSON.stringify(to(JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>)));
  };
  change('en', (common) => ({ ...common, noBack: `{{helpline}}${'x'.repeat(701 - profile.name.en.length)}` }));
  change('ur', ({ help: _lacking, ...rest }) => rest);
  const answer = readContent({ texts: loadTexts(folder), profile, clock: () => new Date(), folder }, { file: 'common' });
  expect(lineOf(answer, 'noBack').texts.map(({ problem }) => problem)).toEqual(['long', null, null]);
  expect(lineOf(answer, 'help').texts.map(({ problem }) => problem)).toEqual([null, 'missing', null]);
  expect(answer.files.find(({ name }) => name === 'common')?.marked).toBe(2);
});
