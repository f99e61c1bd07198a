/** What happened, in the person's own words or from the list. What was told before counts and is not asked again. */
import { ask } from './say.ts';
import { intakeSetup } from './setup.ts';
import { doubted } from './wonder.ts';

const heard = {
  guard: 'hasText' as const,
  actions: ['keepStory' as const, 'keepProposals' as const],
  target: '#matching',
};

export const story = intakeSetup.createStateConfig({
  id: 'story',
  initial: 'deciding',
  entry: { type: 'enter', params: { phase: 'story' } },
  states: {
    deciding: { always: [...doubted, { guard: 'hasStory', target: 'more' }, { target: 'words' }] },
    words: {
      tags: ['listening'],
      entry: [...ask('intake:story.ask', ['list', 'person'])],
      on: { answer: [heard], 'choice.list': '#family', 'command.back': '#dangerNow' },
    },
    more: {
      tags: ['listening'],
      entry: [...ask('intake:story.more.ask', ['go_on', 'person'])],
      on: { answer: [heard], 'choice.go_on': '#matching', 'command.back': '#dangerNow' },
    },
    /** Chooses how to name it; nobody waits here. */
    matching: { id: 'matching', always: [{ guard: 'hasProposals', target: '#propose' }, { target: '#family' }] },
  },
});
