import type { Context } from './context.ts';
import { isSo } from './situation.ts';

/** The one line that was allowed, with the code word if there is one. What a person typed must not be read as a template. */
export const greetingLine = ({ answers }: Pick<Context, 'answers'>): { key: string; values?: { codeWord: string } } => {
  // On a phone that others see, the word is what the person is known by: it must not stand in the chat.
  if (isSo({ answers }, 'shared')) return { key: 'intake:queue.nowOpen' };
  const codeWord = (answers.codeWord ?? 'skip').replace(/[${}]/g, '');
  return codeWord === 'skip' ? { key: 'intake:queue.nowOpen' } : { key: 'intake:queue.nowOpenCode', values: { codeWord } };
};

/** Says that line. */
export const greeting = {
  type: 'say' as const,
  params: ({ context }: { context: Context }) => greetingLine(context),
};
