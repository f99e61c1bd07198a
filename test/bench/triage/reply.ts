import type { Language } from '../../../src/engine/protocol.ts';
import type { LabelledMessage } from '../../../src/triage/measure/messages.ts';
import { type Share, share } from '../../../src/triage/measure/scores.ts';
import { PHRASE_LANGUAGES, type PhraseLanguage } from '../../../src/triage/text/columns.ts';
import type { Judged } from './judged.ts';

/** How often we would answer in a language the writer of such messages reads. */
export interface ReplyFigures {
  readonly language: PhraseLanguage | 'all';
  readonly right: Share;
}

/** Each language, then all messages together. */
export function replyFigures(judged: readonly Judged[]): readonly ReplyFigures[] {
  const figures = (language: ReplyFigures['language'], some: readonly Judged[]): ReplyFigures => {
    const right = some.filter(({ message, judgement }) => fits(judgement.language, message));
    return { language, right: share(right.length, some.length) };
  };
  const each = PHRASE_LANGUAGES.map((language) =>
    figures(
      language,
      judged.filter(({ message }) => message.lang === language),
    ),
  );
  return [...each, figures('all', judged)];
}

/** Whether an answer in this language suits the message. A mixed one may be answered in any language whose script it uses. */
export function fits(language: Language | null, { lang, text }: LabelledMessage): boolean {
  if (lang !== 'mixed') return language === lang;
  if (language === null) return false;
  return language === 'ur' ? /\p{Script=Arabic}/u.test(text) : /\p{Script=Latin}/u.test(text);
}
