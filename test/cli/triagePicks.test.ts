import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { insertPick } from '../../db/queries/picks.ts';
import { createDatabase } from '../support/database.ts';
import { createParts } from '../support/seed.ts';
import { runTriage } from './triageProgram.ts';

const { url, database } = await createDatabase();
const { receiver } = await createParts(database);
const settings = { DATABASE_URL: url, AMAAN_MASTER_KEY: '7'.repeat(64) };

test('triage picks says when nobody has picked, and then what was picked most', async () => {
  expect(await runTriage(['picks'], '', settings)).toEqual({ code: 0, out: 'Nobody has picked a type yet.\n', err: '' });
  expect(await runTriage(['picks', '--json'], '', settings)).toEqual({ code: 0, out: '[]\n', err: '' });

  const inbound = { id: randomUUID(), address: 'address', content: { kind: 'text', text: 'a story' } } as const;
  const conversationId = await receiver.message({ name: 'web', account: 'web' }, inbound);
  const pick = async (language: string, predicted: readonly string[], picked: readonly string[], score: number) =>
    await insertPick(database.sql, { conversationId, predicted, picked, language, score, at: new Date() });
  await pick('ur-Latn', [], ['hacking'], 0);
  await pick('en', ['ncii', 'threat'], ['blackmailing'], 0.5);
  await pick('en', ['ncii'], ['blackmailing', 'ncii'], 0.75);
  await pick('en', ['ncii'], [], 0.9);

  const { code, out, err } = await runTriage(['picks'], '', settings);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.trimEnd().split('\n')).toEqual([
    'language  proposed   picked        count  mean score',
    'en        ncii       blackmailing  2      0.63',
    'ur-Latn   (nothing)  hacking       1      0.00',
  ]);
  expect(JSON.parse((await runTriage(['picks', '--json'], '', settings)).out)).toEqual([
    { language: 'en', proposed: 'ncii', picked: 'blackmailing', count: 2, meanScore: 0.625 },
    { language: 'ur-Latn', proposed: null, picked: 'hacking', count: 1, meanScore: 0 },
  ]);
});
