import type { Handler } from './handler.ts';
import { optionLabel, questionToken } from './question.ts';
import { spokenValues } from './values.ts';

/** Renders a text and the options beneath it in the language of the conversation. */
export const say: Handler<'say'> = (effect, { draft, texts, profile, now }) => {
  const { key, values = {}, options = [] } = effect;
  const known = spokenValues(profile, texts, draft.language, now);
  draft.said.push({
    text: texts.say(draft.language, key, { ...known, ...values }),
    options: options.map((id) => ({ id, label: optionLabel(texts, draft.language, key, id) })),
    asked: options.length > 0 ? questionToken(key, values) : '',
  });
};
