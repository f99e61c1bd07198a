import type { Effect, Language } from '../engine/protocol.ts';
import type { Marked } from '../marks.ts';
import type { Texts } from '../texts.ts';
import type { Handler, Turn } from './handler.ts';
import { optionLabel, questionToken } from './question.ts';
import type { Said } from './said.ts';
import { spokenValues, type Values } from './values.ts';

/** Said before anybody knows which language is read, so each language says its own line. */
const IN_EVERY_LANGUAGE: readonly string[] = ['intake:language.ask', 'intake:language.attachment', 'intake:language.voice'];

type Say = Extract<Effect, { type: 'say' }>;

/** What is needed to put a text into words: the texts, the helpline's facts, the moment. */
type Surroundings = Pick<Turn, 'texts' | 'profile' | 'now'>;

/** Renders a text, what stands out in it, and the options beneath it in the language of the conversation. */
export const say: Handler<'say'> = (effect, turn) => {
  turn.draft.said.push(rendered(effect, turn.draft.language, turn));
};

/** The same outside of a turn, for whoever reads the texts over. */
export function rendered({ key, values = {}, options = [] }: Omit<Say, 'type'>, language: Language, around: Surroundings): Said {
  const { texts } = around;
  const everyone = IN_EVERY_LANGUAGE.includes(key);
  const { text, marks } = everyone ? inEveryLanguage(key, around) : inOne(language, key, values, around);
  return {
    text,
    ...(marks.length > 0 && { marks }),
    options: options.map((id) => ({ id, label: optionLabel(texts, language, key, id) })),
    asked: options.length > 0 ? questionToken(key, values) : '',
    ...(!everyone && { language }),
    ...(!everyone && options.length > 0 && menuWords(texts, language)),
    ...(values.pin && { secret: true as const }),
  };
}

function menuWords(texts: Texts, language: Language): Pick<Said, 'menuHint' | 'menuTitle'> {
  return { menuHint: texts.say(language, 'common:menu.hint'), menuTitle: texts.say(language, 'common:menu.open.label') };
}

function inOne(language: Language, key: string, values: Values, { texts, profile, now }: Surroundings): Marked {
  return texts.marked(language, key, { ...spokenValues(profile, texts, language, now), ...values });
}

function inEveryLanguage(key: string, around: Surroundings): Marked {
  const { texts } = around;
  const own = texts.languages.filter(({ id }) => texts.has(id, key));
  return { text: own.map(({ id }) => inOne(id, key, {}, around).text).join('\n\n'), marks: [] };
}
