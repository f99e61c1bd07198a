import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES } from '../../texts.ts';
import type { PhraseFile } from '../../triage/lint/rows.ts';
import type { PhraseFiles } from '../../triage/lint/tables.ts';

/** The phrase files as an editor knows them, with their text as it stands. */
export function readPhraseFiles(): PhraseFiles {
  return {
    types: phraseFile('types.csv'),
    crisis: phraseFile('crisis.csv'),
    alarms: phraseFile('alarms.csv'),
    watched: phraseFile('watched.csv'),
    topics: phraseFile('topics.csv'),
  };
}

function phraseFile(name: string): PhraseFile {
  return { name: `locales/phrases/${name}`, text: readFileSync(join(LOCALES, 'phrases', name), 'utf8') };
}
