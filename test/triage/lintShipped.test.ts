import { expect, test } from 'vitest';
import { TYPES } from '../../flows/intake/types.ts';
import { readPhraseFiles } from '../../src/cli/triage/phraseFiles.ts';
import { readTestSet } from '../../src/cli/triage/testSet.ts';
import { lintPhrases } from '../../src/triage/lint/lint.ts';
import { readTables } from '../../src/triage/lint/tables.ts';
import { idsOfLanguages } from '../../src/wiring/triage.ts';
import { triage } from './shipped.ts';

test('there is nothing to mend in the shipped phrases', () => {
  const tables = readTables(readPhraseFiles(), idsOfLanguages());
  const set = readTestSet(undefined);
  expect(tables.types.length).toBeGreaterThan(60 * TYPES.length);
  expect(tables.crisis.length).toBeGreaterThan(400);
  expect(tables.alarms.length).toBeGreaterThan(400);
  expect(tables.watched.length).toBeGreaterThan(80);
  expect(tables.topics.length).toBeGreaterThan(200);
  expect(set?.messages.length).toBeGreaterThan(100);
  const known = TYPES.map(({ key }) => key);
  const findings = lintPhrases(tables, { known, messages: set?.messages ?? null, triage });
  expect(findings.map(({ file, line, kind }) => `${file}:${line} ${kind}`)).toEqual([]);
});
