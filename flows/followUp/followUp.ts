/**
 * Somebody comes back about a matter that we know: whether it has become more dangerous comes first, then what is new,
 * then what is wanted. What is told joins the case that is open.
 */
import { ask, keep, say } from '../intake/say.ts';
import { intakeSetup } from '../intake/setup.ts';

const heard = { guard: 'hasText' as const, actions: ['keepStory' as const], target: 'want' };
const spoken = { actions: ['keepVoice' as const, say('common:voiceKept')], target: 'want' };
const unsure = { actions: [keep('worse'), say('intake:dangerNow.unsure')], target: 'telling' };
/** What was told reaches the case even when nobody is asked to look at it. */
const left = [
  { guard: 'goesOn' as const, target: 'opening' },
  { guard: 'hasCase' as const, actions: 'updateCase' as const, target: 'leaving' },
  { target: 'leaving' },
];
const away = [
  { guard: { type: 'deskIs' as const, params: { desk: 'queued' as const } }, target: '#queue' },
  { target: '#resting' },
];

export const followUp = intakeSetup.createStateConfig({
  id: 'followUp',
  initial: 'worse',
  entry: { type: 'enter', params: { phase: 'story' } },
  states: {
    worse: {
      entry: [...ask('followUp:worse.ask', ['yes', 'no', 'unsure'])],
      on: {
        'choice.yes': { actions: [keep('worse'), { type: 'flag', params: { flag: 'danger' } }], target: '#emergency' },
        'choice.no': { actions: keep('worse'), target: 'telling' },
        'choice.unsure': unsure,
        skip: unsure,
      },
    },
    telling: { id: 'followUpTelling', always: [{ guard: 'hasNews', target: 'want' }, { target: 'news' }] },
    news: {
      tags: ['listening'],
      entry: [...ask('followUp:news.ask', ['go_on', 'person'])],
      on: { answer: [heard], voice: spoken, 'choice.go_on': 'want', skip: 'want', 'command.back': 'worse' },
    },
    want: {
      entry: [...ask('followUp:want.ask', ['team', 'steps', 'finish'])],
      on: {
        'choice.team': '#handOff',
        'choice.steps': [{ guard: 'hasTypes', target: '#guidance' }, { target: '#story' }],
        'choice.finish': left,
        skip: left,
        'command.back': 'worse',
      },
    },
    opening: { entry: 'openCase', on: { caseOpened: { actions: 'keepReference', target: 'leaving' } } },
    leaving: { always: away },
  },
});
