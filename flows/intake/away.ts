/**
 * Nothing is sent until the person writes again. After *hide* somebody else may hold the phone: the words before the
 * person is sure of herself betray nothing, not even that there was a conversation. Danger words are heard and go to
 * the desk, but the answer to them is a number that anybody may read.
 */
import { person } from './anytime.ts';
import { handOverUnseen, tellReference } from './handOver.ts';
import { deskUnseen, resume, startOver } from './pauses.ts';
import { ask, everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const bland = { actions: say('intake:hidden.say'), target: '#hidden' };
const checking = { target: '#hiddenCheck', reenter: true };
const nothing = {};

const heard = (flag: 'danger' | 'self_harm') => {
  const noted = [
    'keepStory' as const,
    { type: 'flag' as const, params: { flag } },
    { type: 'leaveUnanswered' as const, params: { flag } },
  ];
  return [
    {
      guard: { type: 'deskIs' as const, params: { desk: 'claimed' as const } },
      actions: [...noted, { type: 'alarm' as const, params: { flag } }],
      target: '#hiddenUrgent',
      reenter: true,
    },
    { actions: noted, target: '#hiddenCalling' },
  ];
};

const goOn = [{ guard: 'untoldAtDesk' as const, actions: tellReference, target: '#hiddenTold' }, ...resume];

const sure = {
  'choice.go_on': [
    // The way to a person must not get longer by a word: the person can ask for it.
    { guard: 'calledUnseen' as const, actions: 'callAnswered' as const, target: '#hiddenToPerson' },
    { guard: 'asksWord' as const, target: '#hiddenWord' },
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
        answer: [{ guard: 'isCodeWord', target: 'sure' }, { target: 'anew' }],
        'choice.forgot': 'anew',
        'choice.not_now': bland,
        skip: 'anew',
      },
    },
    anew: {
      entry: [...ask('intake:hidden.anew.ask', ['again', 'start_over', 'not_now'])],
      on: { 'choice.again': 'word', 'choice.start_over': startOver, 'choice.not_now': bland, skip: bland },
    },
    sure: { always: goOn },
    toPerson: { id: 'hiddenToPerson', always: person },
    told: { id: 'hiddenTold', always: resume },
  },
  on: {
    ...everyMessage(checking),
    ...deskUnseen,
    silence: nothing,
    worry: { actions: ['keepStory', 'keepDoubts'], ...checking },
    danger: heard('danger'),
    selfHarm: heard('self_harm'),
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

const checkingStopped = { target: '#stoppedCheck', reenter: true };

export const stopped = intakeSetup.createStateConfig({
  id: 'stopped',
  tags: ['away'],
  initial: 'quiet',
  states: {
    quiet: { entry: 'nothingAsked' },
    check: {
      id: 'stoppedCheck',
      entry: [...ask('intake:stopped.ask', ['go_on', 'start_over', 'person'])],
      on: { 'choice.go_on': resume, 'choice.start_over': startOver, 'choice.person': person, skip: resume },
    },
  },
  on: {
    ...everyMessage(checkingStopped),
    ...deskUnseen,
    silence: nothing,
    answer: [{ guard: 'tells', actions: ['keepStory', 'keepProposals'], ...checkingStopped }, checkingStopped],
    worry: { actions: ['keepStory', 'keepProposals', 'keepDoubts'], ...checkingStopped },
    'command.back': resume,
    'command.restart': checkingStopped,
    'command.help': checkingStopped,
  },
});
