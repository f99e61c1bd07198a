/** Waiting for a person. What is written here is kept for them and answered briefly; first steps can go on meanwhile. */
import type { Context } from './context.ts';
import { handOver } from './handOver.ts';
import { askBy, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const OPTIONS = ['wait', 'steps', 'leave'];

const placeQuestion = ({ place, opensIn, answers }: Context) => {
  const values = { place: String(place) };
  if (opensIn === 0) return { key: 'intake:queue.place', values, options: OPTIONS };
  return { key: answers.consent === 'yes' ? 'intake:queue.closedWillWrite' : 'intake:queue.closed', values, options: OPTIONS };
};

/** The one line that was allowed, with the code word if there is one. What a person typed must not be read as a template. */
const greetAgain = {
  type: 'say' as const,
  params: ({ context }: { context: Context }) => {
    const codeWord = (context.answers.codeWord ?? 'skip').replace(/[${}]/g, '');
    return codeWord === 'skip' ? { key: 'intake:queue.nowOpen' } : { key: 'intake:queue.nowOpenCode', values: { codeWord } };
  },
};

/** The way into the queue, from the end of the script or straight from asking for a person. */
export const handOff = intakeSetup.createStateConfig({
  id: 'handOff',
  entry: { type: 'enter', params: { phase: 'story' } },
  ...handOver('#queue'),
});

export const queue = intakeSetup.createStateConfig({
  id: 'queue',
  entry: [...askBy(placeQuestion)],
  on: {
    'choice.wait': { actions: say('intake:queue.waiting') },
    'choice.steps': [{ guard: 'hasTypes', target: '#guidance' }, { target: '#story' }],
    'choice.leave': {
      actions: ['withdraw', { type: 'desk', params: { desk: 'none' } }, say('intake:queue.left')],
      target: '#resting',
    },
    answer: { actions: ['keepStory', say('intake:queue.kept')] },
    attachment: { actions: { type: 'say', params: ({ event }) => ({ key: `common:attachment.${event.kind}` }) } },
    placed: [{ guard: 'placeChanged', actions: ['movePlace', ...askBy(placeQuestion)] }, { actions: 'movePlace' }],
    silence: { guard: 'willWrite', actions: ['opened', greetAgain] },
  },
});
