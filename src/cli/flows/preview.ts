import { parseArgs } from 'node:util';
import { rendered } from '../../effects/say.ts';
import { loadProfile } from '../../profile.ts';
import { loadTexts } from '../../texts.ts';
import { print } from '../command.ts';
import { oneOf } from './named.ts';
import { READABLE, walkGuidance } from './walk.ts';

/** Prints what a person reads about one type, from the conversation itself. */
export async function preview(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      type: { type: 'string' },
      language: { type: 'string', default: 'en' },
      minor: { type: 'string', default: 'unknown' },
      for: { type: 'string', default: 'self' },
      'shared-phone': { type: 'boolean', default: false },
      family: { type: 'boolean', default: false },
      'police-unsafe': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const texts = loadTexts();
  const ids = texts.languages.map(({ id }) => id);
  const type = oneOf('type', values.type ?? '', READABLE);
  const language = oneOf('language', values.language, ids);
  const situations = [
    ...(values.family ? ['family'] : []),
    ...(values['police-unsafe'] ? ['police_unsafe'] : []),
    ...(oneOf('--for', values.for, ['self', 'other']) === 'other' ? ['other'] : []),
  ];
  const minor = oneOf('--minor', values.minor, ['yes', 'no', 'unknown']);
  const around = { texts, profile: loadProfile(), now: new Date() };
  const lines = walkGuidance({ type, minor, situations, shared: values['shared-phone'] }, language).map((line) => ({
    key: line.key,
    ...rendered(line, language, around),
  }));
  if (values.json) for (const { key, text, options } of lines) print(JSON.stringify({ key, text, options }));
  else for (const { key, text } of lines) print(`── ${key}\n${text}\n`);
  return 0;
}
