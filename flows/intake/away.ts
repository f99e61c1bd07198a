/**
 * Nothing is sent until the person writes again. After *hide* somebody else may hold the phone: the words before the
 * person is sure of herself betray nothing, not even that there was a conversation.
 */

import { deskUnseen, resume } from './pauses.ts';
import { ask, everyMessage, say } from './say.ts';
import { intakeSetup } from './setup.ts';

const bland = { actions: say('intake:hidden.say'), target: '#hidden' };
const checking = { target: '#hiddenCheck', reenter: true };

export const hidden = intakeSetup.createStateConfig({
  id: 'hidden',
  tags: ['away'],
  initial: 'quiet',
  states: {
    quiet: { entry: 'nothingAsked' },
    check: {
      id: 'hiddenCheck',
      entry: [...ask('intake:hidden.ask', ['go_on', 'not_now'])],
      on: { 'choice.go_on': resume, 'choice.not_now': bland },
    },
  },
  on: {
    ...everyMessage(checking),
    ...deskUnseen,
    'command.hide': bland,
    'command.stop': bland,
    'command.back': checking,
    'command.restart': checking,
    'command.language': checking,
    'command.help': checking,
    'command.status': checking,
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
      on: {
        'choice.go_on': resume,
        'choice.start_over': { actions: 'startOver', target: '#welcome' },
      },
    },
  },
  on: {
    ...everyMessage(checkingStopped),
    ...deskUnseen,
    answer: [{ guard: 'tells', actions: ['keepStory', 'keepProposals'], ...checkingStopped }, checkingStopped],
    'command.back': resume,
    'command.restart': checkingStopped,
    'command.help': checkingStopped,
  },
});
