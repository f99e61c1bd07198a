/** Waiting for a person. What is written here is kept for them and answered briefly; first steps can go on meanwhile. */
import { minorLate } from './anytime.ts';
import type { Context } from './context.ts';
import { handOver } from './handOver.ts';
import { closedLine, mayAskToWrite } from './permission.ts';
import { say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { askedAnew, askWhenNews, lookUp } from './waiting.ts';

const placeQuestion = (context: Context) => ({
  key: `intake:queue.${context.opensIn === 0 ? 'place' : closedLine(context)}`,
  values: { place: String(context.place) },
  options: ['wait', 'steps', ...(mayAskToWrite(context) ? ['permit'] : []), 'leave'],
});

/** The way into the queue, from the end of the script or straight from asking for a person. */
export const handOff = intakeSetup.createStateConfig({
  id: 'handOff',
  entry: { type: 'enter', params: { phase: 'story' } },
  ...handOver('#queue'),
});

const wait = { actions: [say('intake:queue.waiting'), 'findPlace' as const] };

export const queue = intakeSetup.createStateConfig({
  id: 'queue',
  entry: lookUp,
  on: {
    ...askedAnew('#queue'),
    'choice.wait': wait,
    skip: wait,
    'choice.steps': [{ guard: 'hasTypes', target: '#guidance' }, { target: '#story' }],
    'choice.permit': '#consent',
    'choice.leave': {
      actions: ['withdraw', { type: 'desk', params: { desk: 'none' } }, say('intake:queue.left')],
      target: '#resting',
    },
    'command.back': { actions: say('common:noBack'), target: '#queue', reenter: true },
    answer: [...minorLate, { actions: ['keepStory', say('intake:queue.kept'), 'findPlace'] }],
    voice: { actions: ['keepVoice', say('intake:queue.kept'), 'findPlace'] },
    attachment: {
      actions: [{ type: 'say', params: ({ event }) => ({ key: `common:attachment.${event.kind}` }) }, 'findPlace'],
    },
    placed: askWhenNews(placeQuestion),
  },
});
