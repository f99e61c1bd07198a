/** The triage of this build: its words, and the model learnt from them, kept under `DATA_DIR` until a word changes. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Language } from '../engine/protocol.ts';
import { loadLanguages } from '../languages.ts';
import { LOCALES } from '../texts.ts';
import { parseAlarms } from '../triage/crisis/alarms.ts';
import { parseCrisisPhrases } from '../triage/crisis/phrases.ts';
import { learn, type TriageWords } from '../triage/learned/learn.ts';
import type { Model } from '../triage/learned/model.ts';
import { pack, unpack } from '../triage/learned/pack.ts';
import type { AddedLanguage } from '../triage/text/added.ts';
import { PhraseError } from '../triage/text/csv.ts';
import { parseTopicPhrases, type TopicPhrase } from '../triage/topics/phrases.ts';
import { createTriage, type Triage } from '../triage/triage.ts';
import { parseTypePhrases } from '../triage/types/phrases.ts';
import { parseWatchedPhrases, type WatchedPhrase } from '../triage/watched/phrases.ts';

const PHRASES = join(LOCALES, 'phrases');

/** What a model depends on beside the words: how texts are read and learnt from, and what the flags are. */
const CODE = [resolve(import.meta.dirname, '../triage'), resolve(import.meta.dirname, '../engine')];

/** The phrase files. Throws {@link PhraseError} that names the file and the line. */
export function readTriageWords(): TriageWords {
  return {
    crisis: parsed('crisis.csv', (csv) => parseCrisisPhrases(csv, idsOfLanguages())),
    types: parsed('types.csv', parseTypePhrases),
    alarms: parsed('alarms.csv', parseAlarms),
  };
}

/** The rows of `watched.csv`, apart from the words that a model learns from. Throws {@link PhraseError} that names the file and the line. */
export function readWatchedPhrases(): readonly WatchedPhrase[] {
  return parsed('watched.csv', (csv) => parseWatchedPhrases(csv, idsOfLanguages()));
}

/** The rows of `topics.csv`. Throws {@link PhraseError} that names the file and the line. */
export function readTopicPhrases(): readonly TopicPhrase[] {
  return parsed('topics.csv', (csv) => parseTopicPhrases(csv, idsOfLanguages()));
}

/** The triage with its model: read from `dataDir` when it has been learnt before, else learnt now, which takes seconds. */
export function loadTriage(dataDir: string): Triage {
  const words = readTriageWords();
  const model = loadModel(words, join(dataDir, 'triage'));
  return createTriage(words.crisis, model, addedLanguages(), readWatchedPhrases(), readTopicPhrases());
}

/** The languages that are recognised by letters and words of their own. */
export function addedLanguages(): readonly AddedLanguage[] {
  return loadLanguages(LOCALES).filter(({ letters, words }) => letters !== '' || words.length > 0);
}

/** The languages that rows of `crisis.csv` may be in. */
export function idsOfLanguages(): readonly Language[] {
  return loadLanguages(LOCALES).map(({ id }) => id);
}

/** Where a model of these words is kept. */
export function loadModel(words: TriageWords, folder: string): Model {
  const path = join(folder, `${contentHash()}.model`);
  const kept = readKept(path);
  if (kept) return kept;
  const model = learn(words);
  keep(folder, path, pack(model));
  return model;
}

function readKept(path: string): Model | null {
  try {
    return unpack(readFileSync(path));
  } catch {
    return null;
  }
}

/** Keeps it for the next start and removes older ones. A folder that cannot be written costs time, not service. */
function keep(folder: string, path: string, bytes: Uint8Array): void {
  const unfinished = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, path);
    const others = readdirSync(folder).filter((name) => /\.model$/.test(name) && join(folder, name) !== path);
    for (const name of others) rmSync(join(folder, name), { force: true });
  } catch {
    removeQuietly(unfinished);
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {}
}

function contentHash(): string {
  const hash = createHash('sha256');
  const files = [PHRASES, ...CODE].flatMap(filesIn).sort();
  for (const file of files) hash.update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 32);
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function parsed<Row>(name: string, parse: (csv: string) => readonly Row[]): readonly Row[] {
  try {
    return parse(readFileSync(join(PHRASES, name), 'utf8'));
  } catch (error) {
    throw error instanceof PhraseError ? new PhraseError(`${name}, ${error.message}`) : error;
  }
}
