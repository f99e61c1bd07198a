/**
 * How freely the answer to a question may be put. Everything that is not named here hears exact words only: a permission is
 * given in so many words, and where words are the answer (story, code word, city) none of them may be taken for a choice.
 */

/** What is so with somebody: "yes" and "no" are heard with more words around them, and "fine" is neither. */
const WHAT_IS_SO = [
  'intake:safe.ask',
  'intake:dangerNow.ask',
  'intake:wonder.danger.ask',
  'intake:wonder.selfHarm.ask',
  'intake:selfHarm.ask',
  'intake:minor.ask',
  'intake:minor.askPlain',
  'intake:minor.confirm',
  'intake:deadline.ask',
  'intake:deadline.confirm',
  'intake:facts.otherKnows.ask',
  'followUp:worse.ask',
];

/** Lists to choose from, where a part of a label or a place in the list is enough. */
const LISTS = [
  'intake:type.propose.ask',
  'intake:type.family.ask',
  'intake:type.list.ask',
  'intake:situation.ask',
  'intake:sharedPhone.ask',
  'intake:deadline.ask',
  'intake:deadline.confirm',
  'intake:queue.place',
  'intake:queue.closed',
  'intake:queue.closedWillWrite',
  'intake:queue.closedSafeTime',
  'intake:facts.forWhom.ask',
  'intake:facts.ageGroup.ask',
  'intake:facts.harasserGender.ask',
  'followUp:want.ask',
];

/** Agreement is no answer where it may say how somebody is: whether it is safe to write to another person is as grave. */
const AGREEMENT_IS_UNCLEAR = [...WHAT_IS_SO, 'intake:facts.otherSafe.ask'];

const ABOUT_DANGER = ['intake:dangerNow.ask', 'intake:wonder.danger.ask'];
const ABOUT_SELF_HARM = ['intake:wonder.selfHarm.ask', 'intake:selfHarm.ask'];
const ABOUT_AGE = ['intake:minor.ask', 'intake:minor.askPlain', 'intake:minor.confirm'];

export const asksWhatIsSo = (key: string): boolean => WHAT_IS_SO.includes(key);
export const isList = (key: string): boolean => LISTS.includes(key);
export const hearsAgreement = (key: string): boolean => !AGREEMENT_IS_UNCLEAR.includes(key);
export const asksOfDanger = (key: string): boolean => ABOUT_DANGER.includes(key);
export const asksOfSelfHarm = (key: string): boolean => ABOUT_SELF_HARM.includes(key);
export const asksOfAge = (key: string): boolean => ABOUT_AGE.includes(key);

/** All questions that are named, so that a renamed one is noticed. */
export const NAMED_QUESTIONS = [...new Set([...AGREEMENT_IS_UNCLEAR, ...LISTS])];
