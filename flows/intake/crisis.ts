/**
 * Danger now, or words of not wanting to live. A person is called at once and nothing is asked that can wait; the bot
 * stays, short and slow, until the person is there or the complainant wants to go on.
 */
import type { Context } from './context.ts';
import { handOver } from './handOver.ts';
import { mayAskToWrite } from './permission.ts';
import { ask, keep, say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { intruder, topic } from './topics.ts';
import { askedAnew, askWhenNews, lookUp } from './waiting.ts';

/** The short lines take turns, so that nobody feels answered by a wall. */
const COMPANY_LINES = 3;

/** The danger is to oneself and comes from nobody else: other lines help then. */
const ofOneself = ({ flags }: Context): boolean => flags.includes('self_harm') && !flags.includes('danger');

const lineOf = (context: Context): string => {
  const name = `line${((context.misses + COMPANY_LINES - 1) % COMPANY_LINES) + 1}`;
  return `intake:company.${name === 'line2' && ofOneself(context) ? 'line2SelfHarm' : name}`;
};

/** The lines that help in this danger. */
const numbers = {
  type: 'say' as const,
  params: ({ context }: { context: Context }) => ({
    key: ofOneself(context) ? 'intake:company.crisisNumbers' : 'intake:company.numbers',
  }),
};

const companyQuestion = (context: Context) => ({
  key: `intake:company.${context.opensIn === 0 ? 'placed' : (ofOneself(context) && 'closedSelfHarm') || 'closed'}`,
  options: ['numbers', 'steps', ...(mayAskToWrite(context) ? ['permit'] : [])],
});

const stay = [
  'miss' as const,
  {
    type: 'say' as const,
    params: ({ context }: { context: Context }) => ({ key: lineOf(context) }),
  },
];

/** Back to the script. Safety has been seen to, so the story is next if it was not begun. */
export const backToScript = [
  // Danger came before the question who else reads this, and now there is time for it.
  { guard: 'unsafeUnasked' as const, target: '#safe' },
  { guard: 'beforeStory' as const, target: '#story' },
  { guard: 'toldUntyped' as const, target: '#story' },
  { target: '#activeWas' },
];

const again = { target: 'company', reenter: true };

export const crisis = intakeSetup.createStateConfig({
  id: 'crisis',
  initial: 'company',
  entry: 'begin',
  states: {
    emergency: { id: 'emergency', entry: say('intake:emergency.now'), ...handOver('#company') },
    selfHarm: { id: 'selfHarm', entry: say('intake:selfHarm.heard'), ...handOver('#selfHarmAsked') },
    selfHarmTold: { id: 'selfHarmTold', entry: say('intake:selfHarm.yes'), ...handOver('#company') },
    selfHarmAsked: {
      id: 'selfHarmAsked',
      entry: [...ask('intake:selfHarm.ask', ['yes', 'no', 'rather_not'])],
      on: {
        'choice.yes': { actions: [keep('selfHarm'), say('intake:selfHarm.yes')], target: 'company' },
        'choice.no': { actions: [keep('selfHarm'), say('intake:selfHarm.no')], target: 'company' },
        'choice.rather_not': { actions: say('intake:selfHarm.rather_not'), target: 'company' },
        answer: { actions: ['keepStory', say('intake:selfHarm.rather_not')], target: 'company' },
        voice: { actions: ['keepVoice', say('intake:selfHarm.rather_not')], target: 'company' },
        skip: { actions: say('intake:selfHarm.rather_not'), target: 'company' },
        selfHarm: { actions: ['keepStory', say('intake:selfHarm.yes')], target: 'company' },
      },
    },
    company: {
      id: 'company',
      entry: lookUp,
      on: {
        ...askedAnew('company'),
        'choice.steps': backToScript,
        'choice.numbers': { actions: [numbers, 'findPlace'] },
        asks: [
          intruder,
          { guard: topic('person'), ...again },
          { guard: topic('safe_now'), actions: 'tell', ...again },
          { actions: ['tell', 'findPlace'] },
        ],
        'choice.permit': '#consent',
        returned: [{ guard: 'sharesPhone', target: '#hidden' }, again],
        answer: [{ guard: 'thirdLine', actions: 'keepStory', ...again }, { actions: ['keepStory', ...stay, 'findPlace'] }],
        voice: { actions: ['keepVoice', ...stay, 'findPlace'] },
        skip: { actions: [...stay, 'findPlace'] },
        worry: [
          {
            guard: 'wondersSelfHarm',
            actions: ['keepStory', { type: 'wonder', params: { flag: 'self_harm' } }],
            target: 'selfHarmAsked',
          },
        ],
        attachment: {
          actions: [{ type: 'say', params: ({ event }) => ({ key: `common:attachment.${event.kind}` }) }, 'findPlace'],
        },
        danger: {
          actions: ['keepStory', { type: 'flag', params: { flag: 'danger' } }, say('intake:emergency.now'), 'findPlace'],
        },
        selfHarm: [
          {
            guard: { type: 'flagged', params: { flag: 'self_harm' } },
            actions: ['keepStory', say('intake:selfHarm.yes'), 'findPlace'],
          },
        ],
        'command.person': again,
        'choice.person': again,
        'command.back': backToScript,
        placed: askWhenNews(companyQuestion),
      },
    },
  },
});
