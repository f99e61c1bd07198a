/**
 * Short ways out of the conversation that lead back to where the person was. What the desk did meanwhile decides where
 * that is now. A pause keeps its question until it is answered: what was asked of the person is not taken away by an
 * associate who comes in between.
 */
import { greeting } from './greeting.ts';
import { ask, askLanguage, everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';
import { doubted } from './wonder.ts';

const desk = (name: 'claimed' | 'released' | 'closed' | 'queued') => ({ type: 'desk' as const, params: { desk: name } });
const deskIs = (name: 'claimed' | 'released' | 'closed') => ({ type: 'deskIs' as const, params: { desk: name } });
const unanswered = (flag: 'danger' | 'self_harm') => ({ type: 'unanswered' as const, params: { flag } });
const answered = { type: 'leaveUnanswered' as const, params: { flag: '' as const } };

/** Danger words that could not be answered while somebody else may have held the phone. */
export const unansweredFirst = [
  { guard: unanswered('danger'), actions: [answered], target: '#emergency' },
  { guard: unanswered('self_harm'), actions: [answered], target: '#selfHarm' },
];

/** Where the person goes on after a pause. */
export const resume = [
  { guard: deskIs('claimed'), actions: [answered], target: '#associate' },
  { guard: deskIs('closed'), actions: [answered], target: '#closing' },
  ...unansweredFirst,
  { guard: 'unopened' as const, target: '#greeting' },
  ...doubted,
  { guard: 'releasedBeforeStory' as const, actions: [desk('queued')], target: '#story' },
  { guard: deskIs('released'), actions: [desk('queued')], target: '#activeWas' },
  { target: '#was' },
];

/** While nothing may be said, what the desk does is remembered and not announced. */
export const deskUnseen = {
  claimed: { actions: [desk('claimed'), 'updateCase' as const] },
  released: { actions: desk('released') },
  closed: { actions: desk('closed') },
};

/** An associate who came in between has whatever is not an answer to the pause's question. */
export const forTheAssociate = { guard: deskIs('claimed'), target: '#associate' };

/** The agreed line is said beside the pause's question and does not take its place. */
export const silenceUnseen = { guard: 'willGreet' as const, actions: ['opened' as const, greeting] };

/** What every pause shares. `held`: an associate has the chat, and may not write before the person does. */
const asking = {
  initial: 'open' as const,
  states: { open: {}, held: { tags: ['away' as const] } },
};
/** A worry is kept and asked about when the pause is over. */
export const worryUnasked = [
  forTheAssociate,
  { actions: ['keepStory' as const, 'keepDoubts' as const, say('common:kept'), 'again' as const] },
];

const whileAsking = {
  ...everyMessage(forTheAssociate),
  worry: worryUnasked,
  ...deskUnseen,
  claimed: [{ ...deskUnseen.claimed, guard: 'keepsQuiet' as const, target: '.held' }, deskUnseen.claimed],
  silence: silenceUnseen,
};

export const language = intakeSetup.createStateConfig({
  id: 'language',
  ...asking,
  entry: [...askLanguage.entry],
  states: { ...asking.states, chosen: { always: resume } },
  on: {
    ...whileAsking,
    ...askLanguage.on,
    skip: resume,
    'choice.*': [{ guard: 'picksLanguage', actions: ['setLanguage', 'speak'], target: '.chosen' }, forTheAssociate],
    'command.back': resume,
  },
});

/** Beginning again; not in a chat that an associate has, who goes on from what was told. */
export const startOver = [forTheAssociate, { actions: 'startOver' as const, target: '#welcome' }];

export const restart = intakeSetup.createStateConfig({
  id: 'restart',
  entry: [...ask('intake:restart.ask', ['yes', 'no'])],
  ...asking,
  on: { ...whileAsking, 'choice.yes': startOver, 'choice.no': resume, skip: resume, 'command.back': resume },
});

export const erase = intakeSetup.createStateConfig({
  id: 'erase',
  entry: [...ask('intake:erase.ask', ['yes', 'no'])],
  ...asking,
  on: {
    ...whileAsking,
    'choice.yes': { actions: [say('intake:erase.done'), 'erase'], target: '#erased' },
    'choice.no': resume,
    skip: resume,
    'command.back': resume,
  },
});
