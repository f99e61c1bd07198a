/** `triage explain`: why a text is judged as it is, for editors of the phrases on texts of their own. */
import { join } from 'node:path';
import { readConfig } from '../../config.ts';
import { readTables } from '../../triage/lint/tables.ts';
import { createTriage } from '../../triage/triage.ts';
import {
  addedLanguages,
  idsOfLanguages,
  loadModel,
  readTopicPhrases,
  readTriageWords,
  readWatchedPhrases,
} from '../../wiring/triage.ts';
import { UsageError } from '../command.ts';
import { type Explained, inWords } from './explained.ts';
import { influences } from './influence.ts';
import { nearest } from './nearest.ts';
import { say } from './output.ts';
import { readPhraseFiles } from './phraseFiles.ts';

/** Longer than anything an editor tries. Characters. */
const LONGEST = 20_000;

const PHRASES = 3;

export async function explain(args: readonly string[]): Promise<number> {
  const text = args.length > 0 ? fromArguments(args) : await fromInput();
  if (text.trim() === '') throw new UsageError('triage explain: give a text, as arguments or on standard input');
  if (text.length > LONGEST) throw new UsageError(`triage explain: the text is longer than ${LONGEST} characters`);
  await say(inWords(explained(text, readConfig(process.env).DATA_DIR)));
  return 0;
}

function explained(text: string, dataDir: string): Explained {
  const words = readTriageWords();
  const model = loadModel(words, join(dataDir, 'triage'));
  const triage = createTriage(words.crisis, model, addedLanguages(), readWatchedPhrases(), readTopicPhrases());
  const tables = readTables(readPhraseFiles(), idsOfLanguages());
  const reasons = triage.explain(text);
  const { tokens } = reasons.text;
  const first = reasons.types[0] ?? { type: '', confidence: 0 };
  const own = tables.types.filter(({ row }) => row.type === first.type);
  return {
    reasons,
    crisis: tables.crisis,
    watched: tables.watched,
    topics: tables.topics,
    influences: influences(triage, tokens, first.type, first.confidence),
    nearest: nearest(model, tokens, own, PHRASES),
  };
}

/** What looks like an option is not a text, unless it stands after `--`. */
function fromArguments(args: readonly string[]): string {
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  const option = before.find((arg) => /^--?[a-z][\w-]*(=|$)/i.test(arg));
  if (option !== undefined)
    throw new UsageError('triage explain: takes a text and no options; put -- before a text that begins with -');
  return [...before, ...(end < 0 ? [] : args.slice(end + 1))].join(' ');
}

/** All of standard input, as far as it may be used. */
async function fromInput(): Promise<string> {
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LONGEST) break;
  }
  return text;
}
