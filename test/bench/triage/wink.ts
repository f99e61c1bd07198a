/** wink-naive-bayes-text-classifier: naive Bayes over words. */
import naiveBayes from 'wink-naive-bayes-text-classifier';
import type { TypePhrase } from '../../../src/triage/types/phrases.ts';
import type { Rival } from './rival.ts';

const SET_UP =
  'wink: naive Bayes on all phrases, presence only, smoothing 0.5 (the settings of its manual), lower-case words as tokens';

/** Its own preparation is made for English and leaves nothing of Urdu script, so words are simply cut out and made small. */
export async function teachWink(phrases: readonly TypePhrase[]): Promise<Rival> {
  const classifier = naiveBayes();
  classifier.defineConfig({ considerOnlyPresence: true, smoothingFactor: 0.5 });
  classifier.definePrepTasks([(text) => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []]);
  for (const { phrase, type } of phrases) classifier.learn(phrase, type);
  classifier.consolidate();
  return {
    name: 'wink',
    setUp: SET_UP,
    guess: async (text) => classifier.computeOdds(text).map(([type, odds]) => ({ type, confidence: odds })),
  };
}
