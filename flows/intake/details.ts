/**
 * Facts that help the associate and the yearly report. Each says why it is asked, each can be skipped, and *enough*
 * skips the rest. Names, contacts and pictures are never asked.
 */
import { handOver } from './handOver.ts';
import { ask, askBy, keep, say } from './say.ts';
import { intakeSetup } from './setup.ts';

interface Fact {
  readonly options: readonly string[];
  readonly next: string;
  readonly back: string;
  /** Own words are an answer as well. */
  readonly words?: true;
  /** Under which key the question stands, when not under its name. */
  readonly key?: string;
}

/** Own words, written or said. */
const spoken = (name: string, next: string) => ({
  answer: [{ guard: 'hasText' as const, actions: [keep(name)], target: next }],
  voice: { actions: [keep(name), say('common:voiceKept')], target: next },
});

const fact = (name: string, { options, next, back, words, key = name }: Fact) =>
  intakeSetup.createStateConfig({
    entry: [...ask(`intake:facts.${key}.ask`, [...options, 'skip', 'enough'])],
    on: {
      ...Object.fromEntries(options.map((id) => [`choice.${id}`, { actions: [keep(name)], target: next }])),
      ...(words ? spoken(name, next) : {}),
      'choice.skip': next,
      skip: next,
      'choice.enough': '#consent',
      'command.back': back,
    },
  });

const ADULT = ['18_25', '26_35', '36_50', 'over_50'];
const grown = { type: 'unflag' as const, params: { flag: 'minor' as const } };
const adult = { actions: [keep('ageGroup'), grown], target: 'gender' };

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
    beginning: { always: { actions: say('intake:facts.intro'), target: 'whom' } },
    /** Known already when it changed the steps. */
    whom: {
      always: [
        { guard: { type: 'isFor', params: { whom: 'other' } }, target: 'otherKnows' },
        { guard: { type: 'isFor', params: { whom: 'self' } }, target: 'age' },
        { target: 'forWhom' },
      ],
    },
    forWhom: intakeSetup.createStateConfig({
      entry: [...ask('intake:facts.forWhom.ask', ['self', 'other', 'skip', 'enough'])],
      on: {
        'choice.self': { actions: keep('forWhom'), target: 'age' },
        'choice.other': { actions: keep('forWhom'), target: 'otherKnows' },
        'choice.skip': 'age',
        skip: 'age',
        'choice.enough': '#consent',
        'command.back': '#afterGuidance',
      },
    }),
    otherKnows: fact('otherKnows', { options: ['yes', 'no', 'unsure'], next: 'otherSafe', back: 'forWhom' }),
    otherSafe: fact('otherSafe', { options: ['yes', 'no', 'unsure'], next: 'age', back: 'otherKnows' }),
    /** The age is known already when a minor was named; who is no minor is not asked that again. */
    age: { always: [{ guard: 'minorNamed', target: 'gender' }, { target: 'ageGroup' }] },
    ageGroup: intakeSetup.createStateConfig({
      entry: [
        ...askBy(({ answers }) => ({
          key: 'intake:facts.ageGroup.ask',
          options: [...(answers.minor === 'no' ? [] : ['under_18']), ...ADULT, 'skip', 'enough'],
        })),
      ],
      on: {
        'choice.under_18': { actions: [keep('ageGroup'), { type: 'flag', params: { flag: 'minor' } }], target: 'aged' },
        ...Object.fromEntries(ADULT.map((id) => [`choice.${id}`, adult])),
        outOfRange: [
          {
            guard: { type: 'isAge', params: { from: 8, to: 17 } },
            actions: ['keepAge', { type: 'flag', params: { flag: 'minor' } }],
            target: 'aged',
          },
          { guard: { type: 'isAge', params: { from: 18, to: 99 } }, actions: ['keepAge', grown], target: 'gender' },
        ],
        'choice.skip': 'gender',
        skip: 'gender',
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
      next: 'who',
      back: 'city',
      words: true,
    }),
    /** That it is somebody at home may be known; who it is, is asked in either case. */
    who: { always: [{ guard: 'atHome', target: 'relationshipAtHome' }, { target: 'relationship' }] },
    relationshipAtHome: fact('relationship', {
      key: 'relationshipAtHome',
      options: ['partner', 'relative', 'in_law'],
      next: 'harasserGender',
      back: 'platform',
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
      back: 'who',
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
