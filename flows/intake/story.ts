/**
 * What happened: in the person's own words, in a voice message, or from the list. What was told before counts and is not
 * asked again.
 */
import { ask } from './say.ts';
import { intakeSetup } from './setup.ts';
import { doubted } from './wonder.ts';

const kept = ['keepStory' as const, 'keepProposals' as const];

/** A few words ("my ex") are a beginning: whoever is still telling is not asked what it is. */
const heard = [
  { guard: 'tells' as const, actions: kept, target: '#matching' },
  { guard: 'hasText' as const, actions: kept, target: 'more', reenter: true },
];

/** Nobody but a person can listen, so that what was spoken is named by picking. */
const spoken = { actions: 'keepVoice' as const, target: 'voiced', reenter: true };

export const story = intakeSetup.createStateConfig({
  id: 'story',
  initial: 'deciding',
  entry: { type: 'enter', params: { phase: 'story' } },
  states: {
    deciding: {
      always: [...doubted, { guard: 'hasStory', target: 'more' }, { guard: 'hasVoice', target: 'voiced' }, { target: 'words' }],
    },
    words: {
      tags: ['listening'],
      entry: [...ask('intake:story.ask', ['list', 'person'])],
      on: { answer: heard, voice: spoken, 'choice.list': '#family', skip: '#family', 'command.back': '#dangerNow' },
    },
    more: {
      tags: ['listening'],
      entry: [...ask('intake:story.more.ask', ['go_on', 'list', 'person'])],
      on: {
        answer: heard,
        voice: spoken,
        'choice.list': '#family',
        'choice.go_on': '#matching',
        skip: '#matching',
        'command.back': '#dangerNow',
      },
    },
    voiced: {
      tags: ['listening'],
      entry: [...ask('intake:story.voice.ask', ['go_on', 'person'])],
      on: { answer: heard, voice: spoken, 'choice.go_on': '#matching', skip: '#matching', 'command.back': '#dangerNow' },
    },
    /** Chooses how to name it; nobody waits here. */
    matching: { id: 'matching', always: [{ guard: 'hasProposals', target: '#propose' }, { target: '#family' }] },
  },
});
