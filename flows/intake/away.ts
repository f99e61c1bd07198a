/**
 * Nothing is sent until the person writes again. After *hide* somebody else may hold the phone: the words before the
 * person is sure of herself betray nothing, not even that there was a conversation. Danger words are heard and go to
 * the desk, but the answer to them is a number that anybody may read.
 */
import { person } from './anytime.ts';
import { quietCorrections } from './correction.ts';
import { dangerUnseen } from './dangerUnseen.ts';
import { handOverUnseen, tellReference } from './handOver.ts';
import { deskUnseen, resume, startOver, unansweredFirst } from './pauses.ts';
import { ask, everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const bland = { actions: ['callAnswered' as const, say('intake:hidden.say')], target: '#hidden' };
const checking = { target: '#hiddenCheck', reenter: true };
const nothing = {};

/** A try at the word; whoever does not know it is told nothing, and can only reach a person, who asks. */
const tried = [
  { guard: 'isCodeWord' as const, target: 'sure' },
  { target: 'anew', reenter: true },
];

const goOn = [{ guard: 'untoldAtDesk' as const, actions: tellReference, target: '#hiddenTold' }, ...resume];

const sure = {
  'choice.go_on': [
    { guard: 'callsWithoutWord' as const, actions: 'callAnswered' as const, target: '#vouching' },
    { guard: 'asksWord' as const, target: '#hiddenWord' },
    { guard: 'calledUnseen' as const, actions: 'callAnswered' as const, target: '#hiddenToPerson' },
    ...goOn,
  ],
  'choice.not_now': bland,
  skip: bland,
};

export const hidden = intakeSetup.createStateConfig({
  id: 'hidden',
  tags: ['away'],
  initial: 'quiet',
  states: {
    quiet: { entry: 'nothingAsked' },
    check: { id: 'hiddenCheck', entry: [...ask('intake:hidden.ask', ['go_on', 'not_now'])], on: sure },
    calling: { id: 'hiddenCalling', ...handOverUnseen('#hiddenUrgent') },
    urgent: { id: 'hiddenUrgent', entry: [...ask('intake:hidden.urgent', ['go_on', 'not_now'])], on: sure },
    /** The word that was agreed on; whoever does not know it may begin anew and is told nothing. */
    word: {
      id: 'hiddenWord',
      entry: [...ask('intake:hidden.word.ask', ['forgot', 'not_now'])],
      on: {
        answer: tried,
        asks: tried,
        'choice.forgot': 'anew',
        'choice.not_now': bland,
        skip: 'anew',
      },
    },
    anew: {
      entry: [...ask('intake:hidden.anew.ask', ['again', 'person', 'not_now'])],
      on: {
        answer: tried,
        asks: tried,
        'choice.again': 'word',
        'choice.person': { actions: 'callAnswered', target: '#vouching' },
        'choice.not_now': bland,
        skip: bland,
      },
    },
    sure: { always: goOn },
    /** Danger that was told while hidden is answered first; a person was called for it already. */
    toPerson: { id: 'hiddenToPerson', always: [...unansweredFirst, ...person] },
    told: { id: 'hiddenTold', always: resume },
  },
  on: {
    ...everyMessage(checking),
    ...quietCorrections,
    answer: [{ guard: 'tells', actions: ['keepStory', 'keepProposals'], ...checking }, checking],
    voice: { actions: 'keepVoice', ...checking },
    ...deskUnseen,
    silence: nothing,
    worry: { actions: ['keepStory', 'keepDoubts'], ...checking },
    danger: dangerUnseen('danger'),
    selfHarm: dangerUnseen('self_harm'),
    'command.hide': bland,
    'command.stop': bland,
    'command.person': { actions: 'callUnseen', ...checking },
    'command.back': checking,
    'command.restart': checking,
    'command.language': checking,
    'command.help': checking,
    'command.status': checking,
    'command.erase': checking,
  },
});

const stillStopped = { actions: say('intake:stopped.say'), target: '#stopped' };
const checkingStopped = { target: '#stoppedCheck', reenter: true };

export const stopped = intakeSetup.createStateConfig({
  id: 'stopped',
  tags: ['away'],
  initial: 'quiet',
  states: {
    quiet: { entry: 'nothingAsked' },
    check: {
      id: 'stoppedCheck',
      entry: [...ask('intake:stopped.ask', ['go_on', 'start_over', 'person', 'not_now'])],
      on: {
        'choice.go_on': resume,
        'choice.start_over': startOver,
        'choice.person': person,
        'choice.not_now': stillStopped,
        skip: stillStopped,
      },
    },
  },
  on: {
    ...everyMessage(checkingStopped),
    ...quietCorrections,
    ...deskUnseen,
    silence: nothing,
    answer: [{ guard: 'tells', actions: ['keepStory', 'keepProposals'], ...checkingStopped }, checkingStopped],
    worry: { actions: ['keepStory', 'keepProposals', 'keepDoubts'], ...checkingStopped },
    'command.back': resume,
    'command.restart': checkingStopped,
    'command.help': checkingStopped,
  },
});
