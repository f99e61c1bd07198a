/** The three ways to speak, and the shapes that most questions share. */
import type { Context } from './context.ts';
import { intakeSetup } from './setup.ts';

type Values = Readonly<Record<string, string>>;

/** Says one line that expects no answer. */
export const say = (key: string, values?: Values) => ({ type: 'say' as const, params: values ? { key, values } : { key } });

/** Asks: says the text with its options and remembers it as the open question. */
export const ask = (key: string, options: readonly string[] = []) =>
  [{ type: 'open' as const, params: { key, options } }, 'again' as const] as const;

/** Asks what depends on what is known. */
export const askBy = (by: (context: Context) => { key: string; options: readonly string[]; values?: Values }) =>
  [{ type: 'open' as const, params: ({ context }: { context: Context }) => by(context) }, 'again' as const] as const;

/** Asks for the language: which ones there are is looked up first. */
export const askLanguage = {
  entry: ['nothingAsked' as const, 'findLanguages' as const],
  on: { languages: { actions: ['openLanguages' as const, 'again' as const] } },
};

/** Keeps the picked option or the person's own words under a name. */
export const keep = (name: string) => ({ type: 'keep' as const, params: { name } });

/** An answer that did not fit: says why, then the question again; after two, with a person among the options. */
export const missed = (key: string) => ({ actions: ['miss' as const, say(key), 'again' as const] });

/** Every kind of message a person can send, with one transition for all. */
export const everyMessage = <Transition>(transition: Transition) => ({
  hello: transition,
  answer: transition,
  asks: transition,
  voice: transition,
  skip: transition,
  'choice.*': transition,
  choices: transition,
  attachment: transition,
  empty: transition,
  outOfRange: transition,
  stale: transition,
});

interface Question {
  /** Under which name the answer is kept; the key is `intake:<name>.ask` unless another is given. */
  readonly name: string;
  readonly key?: string;
  readonly options: readonly string[];
  readonly next: string;
  readonly back: string;
  /** Own words are an answer as well. */
  readonly text?: true;
}

/** A question with one way on: keeps the picked option, and words where they are an answer too. */
export const question = ({ name, key = `intake:${name}.ask`, options, next, back, text }: Question) => {
  const answer = { guard: 'hasText' as const, actions: [keep(name)], target: next };
  const voice = { actions: [keep(name), say('common:voiceKept')], target: next };
  return intakeSetup.createStateConfig({
    id: name,
    entry: [...ask(key, options)],
    on: {
      ...Object.fromEntries(options.map((id) => [`choice.${id}`, { actions: [keep(name)], target: next }])),
      ...(text ? { answer, voice } : {}),
      skip: next,
      'command.back': back,
    },
  });
};
