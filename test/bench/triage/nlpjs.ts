/** nlp.js (`@nlpjs/nlu`): a neural network over the words of one language at a time. */
import { containerBootstrap } from '@nlpjs/core';
import { NluNeural } from '@nlpjs/nlu';
import { LEARNT, type LearntLanguage } from '../../../src/triage/text/columns.ts';
import { languageOf } from '../../../src/triage/text/language.ts';
import { normalise } from '../../../src/triage/text/normalise.ts';
import type { TypePhrase } from '../../../src/triage/types/phrases.ts';
import type { Rival } from './rival.ts';

const SET_UP =
  'nlp.js: one NluNeural a language on all phrases (mixed ones in both Urdus), its own tokeniser, no stemmer; our language detection picks the network';

/** Its settings are found by locales of two letters; `xx` is any language it has no words for. */
const LOCALES: Readonly<Record<LearntLanguage, string>> = { en: 'en', ur: 'ur', 'ur-Latn': 'xx' };

/** A network for each language is the better chance for it: top-1 75 % against 64 % with one for all, on the development set. */
export async function teachNlpJs(phrases: readonly TypePhrase[]): Promise<Rival> {
  const networks = new Map<string, NluNeural>();
  for (const language of LEARNT) networks.set(language, await network(language, phrases));
  return {
    name: 'nlp.js',
    setUp: SET_UP,
    async guess(text) {
      const picked = networks.get(languageOf(normalise(text)).language ?? 'ur-Latn');
      const { classifications } = (await picked?.process(text)) ?? { classifications: [] };
      return classifications
        .filter(({ score }) => score > 0)
        .map(({ intent, score }) => ({ type: intent, confidence: score }))
        .sort((a, b) => b.confidence - a.confidence);
    },
  };
}

async function network(language: LearntLanguage, phrases: readonly TypePhrase[]): Promise<NluNeural> {
  const nlu = new NluNeural({ locale: LOCALES[language], container: await containerBootstrap(), log: false });
  const read = phrases.filter((phrase) => phrase.language === language || (phrase.language === 'mixed' && language !== 'en'));
  await nlu.train(read.map(({ phrase, type }) => ({ utterance: phrase, intent: type })));
  return nlu;
}
