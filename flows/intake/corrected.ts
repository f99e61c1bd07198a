/** What is remembered once an earlier message says something else, or nothing any more. */
import type { Answers } from '../../src/engine/protocol.ts';
import { ANSWER_LIMIT, type Context, STORY_LIMIT } from './context.ts';

/** Where messages are kept as they were written, one after the other. */
const TOLD = ['story', 'next'];

/** Facts that may be in own words, where a changed word cannot change what is advised. */
const FACTS = ['gender', 'city', 'platform', 'relationship', 'atRisk', 'heardOf'];

/** The memory with `after` where a message said `before`; the same memory when it is not in it. */
export function corrected(context: Context, before: string, after: string): Pick<Context, 'answers' | 'earlier'> {
  const { answers, earlier } = context;
  const anew = inAnswers(answers, before.trim(), after.trim());
  const anewEarlier = earlier && { ...earlier, answers: inAnswers(earlier.answers, before.trim(), after.trim()) };
  const same = anew === answers && (anewEarlier?.answers ?? null) === (earlier?.answers ?? null);
  return same ? { answers, earlier } : { answers: anew, earlier: anewEarlier };
}

function inAnswers(answers: Answers, before: string, after: string): Answers {
  if (before === '') return answers;
  const changed = Object.entries(answers).flatMap(([name, value]): [string, string][] => {
    if (TOLD.includes(name) && contains(value, before)) return [[name, replaced(value, before, after).slice(0, STORY_LIMIT)]];
    const fact = FACTS.includes(name) && value === before.slice(0, ANSWER_LIMIT);
    return fact ? [[name, after.slice(0, ANSWER_LIMIT)]] : [];
  });
  if (changed.length === 0) return answers;
  const all = { ...answers, ...Object.fromEntries(changed) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** A message is whole lines of what is told. */
function contains(told: string, message: string): boolean {
  return `\n${told}\n`.includes(`\n${message}\n`);
}

function replaced(told: string, before: string, after: string): string {
  const anew = `\n${told}\n`.replace(`\n${before}\n`, () => (after === '' ? '\n' : `\n${after}\n`));
  return anew.trim();
}
