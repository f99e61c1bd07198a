/**
 * Facts that help the associate and the yearly report. Each says why it is asked, each can be skipped, and *enough*
 * skips the rest. Names, contacts and pictures are never asked.
 */
import { handOver } from './handOver.ts';
import { ask, keep, say } from './say.ts';
import { intakeSetup } from './setup.ts';

interface Fact {
  readonly options: readonly string[];
  readonly next: string;
  readonly back: string;
  /** Own words are an answer as well. */
  readonly words?: true;
}

const fact = (name: string, { options, next, back, words }: Fact) =>
  intakeSetup.createStateConfig({
    entry: [...ask(`intake:facts.${name}.ask`, [...options, 'skip', 'enough'])],
    on: {
      ...Object.fromEntries(options.map((id) => [`choice.${id}`, { actions: [keep(name)], target: next }])),
      ...(words ? { answer: [{ guard: 'hasText' as const, actions: [keep(name)], target: next }] } : {}),
      'choice.skip': next,
      'choice.enough': '#consent',
      'command.back': back,
    },
  });

const ADULT = ['18_25', '26_35', '36_50', 'over_50'];
const adult = { actions: [keep('ageGroup'), { type: 'unflag' as const, params: { flag: 'minor' as const } }], target: 'gender' };

const gender = fact('gender', {
  options: ['woman', 'man', 'transgender', 'other_gender'],
  next: 'city',
  back: 'forWhom',
  words: true,
});

export const facts = intakeSetup.createStateConfig({
  id: 'facts',
  initial: 'beginning',
  states: {
    beginning: { always: { actions: say('intake:facts.intro'), target: 'forWhom' } },
    forWhom: intakeSetup.createStateConfig({
      entry: [...ask('intake:facts.forWhom.ask', ['self', 'other', 'skip', 'enough'])],
      on: {
        'choice.self': { actions: keep('forWhom'), target: 'age' },
        'choice.other': { actions: keep('forWhom'), target: 'otherKnows' },
        'choice.skip': 'age',
        'choice.enough': '#consent',
        'command.back': '#afterGuidance',
      },
    }),
    otherKnows: fact('otherKnows', { options: ['yes', 'no', 'unsure'], next: 'otherSafe', back: 'forWhom' }),
    otherSafe: fact('otherSafe', { options: ['yes', 'no', 'unsure'], next: 'age', back: 'otherKnows' }),
    /** The age is known already when a minor was named. */
    age: { always: [{ guard: 'minorNamed', target: 'gender' }, { target: 'ageGroup' }] },
    ageGroup: intakeSetup.createStateConfig({
      entry: [...ask('intake:facts.ageGroup.ask', ['under_18', ...ADULT, 'skip', 'enough'])],
      on: {
        'choice.under_18': { actions: [keep('ageGroup'), { type: 'flag', params: { flag: 'minor' } }], target: 'aged' },
        ...Object.fromEntries(ADULT.map((id) => [`choice.${id}`, adult])),
        'choice.skip': 'gender',
        'choice.enough': '#consent',
        'command.back': 'forWhom',
      },
    }),
    /** A minor's picture cannot wait for the other questions. */
    aged: { always: [{ guard: 'callNow', actions: say('intake:facts.calling'), target: 'calling' }, { target: 'gender' }] },
    calling: handOver('#factsGender'),
    gender: { id: 'factsGender', ...gender },
    city: fact('city', { options: [], next: 'platform', back: 'gender', words: true }),
    platform: fact('platform', {
      options: ['whatsapp', 'facebook', 'instagram', 'tiktok', 'snapchat', 'x', 'phone_sms', 'other_platform'],
      next: 'relationship',
      back: 'city',
      words: true,
    }),
    relationship: fact('relationship', {
      options: ['partner', 'ex_partner', 'relative', 'colleague', 'known', 'online', 'stranger', 'not_known'],
      next: 'harasserGender',
      back: 'platform',
      words: true,
    }),
    harasserGender: fact('harasserGender', {
      options: ['woman', 'man', 'group', 'not_known'],
      next: 'atRisk',
      back: 'relationship',
    }),
    atRisk: fact('atRisk', {
      options: ['journalist', 'rights_defender', 'politician', 'transgender', 'religious_minority', 'ethnic_minority', 'none'],
      next: 'heardOf',
      back: 'harasserGender',
      words: true,
    }),
    heardOf: fact('heardOf', {
      options: ['social_media', 'friend', 'news', 'search', 'organisation'],
      next: '#consent',
      back: 'atRisk',
      words: true,
    }),
  },
});
