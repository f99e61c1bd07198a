import { describe, expect, test } from 'vitest';
import { answerLabels, factLabel } from '../../src/web/desk/labels.ts';
import { DESK_LANGUAGES, loadWords } from '../../src/web/desk/loadWords.ts';
import type { Words } from '../../src/web/desk/words.tsx';

/** Everything the conversation may keep, with what may stand there. */
const ANSWERS: readonly (readonly [string, readonly string[]])[] = [
  ['safe', ['yes', 'no']],
  ['dangerNow', ['yes', 'no', 'unsure']],
  ['selfHarm', ['yes', 'no', 'rather_not']],
  ['minor', ['yes', 'no']],
  ['deadline', ['today', 'days', 'no']],
  ['situation', ['family,police_unsafe', 'other', 'none']],
  ['forWhom', ['self', 'other']],
  ['otherKnows', ['yes', 'no', 'unsure']],
  ['otherSafe', ['yes', 'no', 'unsure']],
  ['ageGroup', ['under_18', '18_25', '26_35', '36_50', 'over_50']],
  ['gender', ['woman', 'man', 'transgender', 'other_gender', 'voice']],
  ['city', ['voice']],
  ['platform', ['whatsapp', 'facebook', 'instagram', 'tiktok', 'snapchat', 'x', 'phone_sms', 'other_platform']],
  ['relationship', ['partner', 'ex_partner', 'relative', 'in_law', 'colleague', 'known', 'online', 'stranger', 'not_known']],
  ['harasserGender', ['woman', 'man', 'group', 'not_known']],
  ['atRisk', ['journalist', 'rights_defender', 'politician', 'transgender', 'religious_minority', 'ethnic_minority', 'none']],
  ['heardOf', ['social_media', 'friend', 'news', 'search', 'organisation']],
  ['safeTime', ['any_time', 'morning', 'afternoon', 'evening', 'workdays']],
  ['shown', ['S1,E1M,B3,B4,S5F,M2', 'SH1,O1', 'W1C,W2C,W3C,W4C']],
  ['done', ['E1S,BL2']],
  ['worse', ['yes', 'no', 'unsure']],
  ...['helped', 'soon', 'recommend', 'adviceGiven', 'riskLowered', 'capacity', 'legalGiven', 'legalChosen'].map(tap),
  ...['confidence', 'emotional'].map(tap),
];

function tap(name: string): readonly [string, readonly string[]] {
  return [name, ['yes', 'partly', 'no']];
}

async function wordsIn(language: string): Promise<Words> {
  const texts = await loadWords(language);
  return {
    language,
    t: (key) => texts.t(key),
    first: (keys, otherwise) => {
      const key = keys.find((candidate) => texts.exists(candidate));
      return key === undefined ? otherwise : texts.t(key);
    },
    time: (at) => at,
    choose: () => undefined,
  };
}

describe.each(DESK_LANGUAGES)('the desk in %s', (language) => {
  test.each(ANSWERS)('has words for %s', async (name, answers) => {
    const words = await wordsIn(language);
    expect(words.first([`fact.${name}`], '')).not.toBe('');
    for (const answer of answers) {
      const ids = answer.split(',');
      const labels = answerLabels(words, name, answer);
      expect(labels).toHaveLength(ids.length);
      expect(
        labels.filter((label) => ids.includes(label) || label === '' || label.includes('{{') || label.endsWith(': ')),
      ).toEqual([]);
    }
  });

  test('shows what people wrote as they wrote it', async () => {
    const words = await wordsIn(language);
    expect(answerLabels(words, 'city', 'Lahore')).toEqual(['Lahore']);
    expect(answerLabels(words, 'codeWord', 'done')).toEqual(['done']);
    expect(answerLabels(words, 'remark', 'thank you, all of you')).toEqual(['thank you, all of you']);
  });

  test('keeps to itself what was skipped, and what only the conversation needs', async () => {
    const words = await wordsIn(language);
    expect(['deadline', 'codeWord'].flatMap((name) => answerLabels(words, name, 'skip'))).toEqual([]);
    expect(['news', 'checked'].flatMap((name) => answerLabels(words, name, 'yes'))).toEqual([]);
    expect(answerLabels(words, 'voice', '2')).toEqual(['2']);
    expect(factLabel(words, 'voice')).not.toBe('Voice');
  });
});
