import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { intake } from '../../flows/index.ts';
import { understand } from '../../src/conversation/understand.ts';
import { LOCALES, loadTexts } from '../../src/texts.ts';
import { createTriage } from '../../src/triage/triage.ts';
import { loadWords } from '../../src/words.ts';
import { everyTurn, type Place, pathOf } from '../support/everyTurn.ts';
import { hiddenPlaces } from '../support/intakePlaces.ts';
import { type Heard, turn } from '../support/talk.ts';

const texts = loadTexts();
const parts = { texts, words: loadWords(), triage: createTriage([], null) };

/** One save for every state in which somebody can write. */
let places: readonly Place[] = [];

beforeAll(() => {
  const turns = everyTurn(
    intake,
    () => '',
    () => {},
    hiddenPlaces(),
  );
  const all = new Map(turns.flatMap(({ from, to }) => [from, to]).map((place) => [place.path, place]));
  places = [...all.values()].filter(({ path }) => path !== 'erased');
}, 60_000);

/** What people may type for it in a language. */
function wordsFor(language: string, command: string): readonly string[] {
  const lists = JSON.parse(readFileSync(`${LOCALES}/${language}/commands.json`, 'utf8')) as Record<string, readonly string[]>;
  return lists[command] ?? [];
}

interface Answered {
  readonly path: string;
  readonly heard: Heard;
}

/** What comes of a typed message in a state. */
function typed(place: Place, language: string, text: string): Answered {
  const moment = { asked: place.step.asked, language, listening: place.step.listening };
  const incomings = understand(parts, { kind: 'text', text }, moment);
  let { save } = place.step;
  let heard: Heard = { effects: [], said: [], handled: false };
  for (const incoming of incomings) {
    const next = turn(intake, save, incoming, { found: { type: 'caseMissing' } });
    save = next.step.save;
    heard = { ...next, effects: [...heard.effects, ...next.effects], said: [...heard.said, ...next.said] };
  }
  return { path: pathOf(save), heard };
}

/** The states in which a word of the list does not lead where it should. */
function wrong(language: string, command: string, isRight: (place: Place, answered: Answered) => boolean): string[] {
  const words = wordsFor(language, command);
  expect(words.length).toBeGreaterThan(0);
  return places.flatMap((place) =>
    words.flatMap((word, index) => (isRight(place, typed(place, language, word)) ? [] : [`${place.path} < ${command} ${index}`])),
  );
}

const withAssociate = ({ path }: Place): boolean => path === 'talk.associate';

describe.each(texts.languages.map(({ id }) => id))('from every state, one message in %s', (language) => {
  test('reaches a person, or the way to one while the chat is hidden', () => {
    expect(places.length).toBeGreaterThan(65);
    expect(
      wrong(language, 'person', (_place, { path }) => /queue|associate|crisis|^pause\.(hidden|vouching)/.test(path)),
    ).toEqual([]);
  });

  test('hides', () => {
    expect(wrong(language, 'hide', (_place, { path }) => path === 'pause.hidden.quiet')).toEqual([]);
  });

  test('stops', () => {
    expect(wrong(language, 'stop', (_place, { path }) => /^pause\.(stopped|hidden)\.quiet$/.test(path))).toEqual([]);
  });

  test('changes the language, or asks for it, except while the chat is hidden or an associate has it', () => {
    // Where the languages are offered, the name of one of them is the answer.
    const rightly = (place: Place, { path, heard }: Answered): boolean =>
      /^pause\.(language|hidden|vouching|stopped)|firstLanguage|associate/.test(path) ||
      place.path.startsWith('pause.unannounced') ||
      heard.effects.some(({ type }) => type === 'speak');
    expect(wrong(language, 'language', rightly)).toEqual([]);
  });

  test('asks before everything is deleted', () => {
    expect(wrong(language, 'erase', (_place, { path }) => /^pause\.(erase|hidden|vouching)/.test(path))).toEqual([]);
  });

  test('calls for help in danger', () => {
    const helped = (place: Place, { heard }: Answered): boolean =>
      withAssociate(place)
        ? heard.effects.some((effect) => effect.type === 'alarm')
        : heard.said.some((key) => /emergency\.now|hidden\.urgent|associate\.danger/.test(key));
    expect(wrong(language, 'danger', helped)).toEqual([]);
  });
});
