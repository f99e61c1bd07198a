import { spellingKey } from './spelling.ts';

const ENGLISH =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen';
const ROMAN =
  'aik/ek do teen char/chaar panch/paanch che/chay saat aath nau/no das/dus gyarah/giyara barah/bara terah/tera chaudah/choda pandrah/pandra solah/sola satrah/satra atharah/athara';
const URDU = 'ایک دو تین چار پانچ چھ/چھے سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ';

const VALUES: ReadonlyMap<string, number> = new Map(
  [ENGLISH, ROMAN, URDU].flatMap((list) =>
    list.split(' ').flatMap((words, index) => words.split('/').map((word): [string, number] => [word, index + 1])),
  ),
);
const URDU_VALUES: ReadonlyMap<string, number> = new Map(
  [...VALUES].filter(([word]) => /\p{Script=Arabic}/u.test(word)).map(([word, value]) => [spellingKey(word, 'ur'), value]),
);

/** The number a token stands for, as digits or as a word up to eighteen; undefined when it is none. */
export function numeral(token: string): number | undefined {
  if (/^\d{1,4}$/.test(token)) return Number(token);
  return VALUES.get(token) ?? (/^\p{Script=Arabic}/u.test(token) ? URDU_VALUES.get(spellingKey(token, 'ur')) : undefined);
}
