/**
 * The conversation from the first message to an associate and beyond.
 *
 * The order is the screening practice of helplines: who reads this, is there danger, what happened, what changes the
 * advice, first steps, facts, permission, a person. Everything can be skipped, and a person is always one message away.
 * `talk` holds what a pause returns to, `active` what a crisis or an associate returns to. Names and ids of states stand in
 * saves, so changing one needs a new version and an upgrade.
 */
import type { Flow } from '../../src/engine/flow.ts';
import { followUp } from '../followUp/followUp.ts';
import { status } from '../status/status.ts';
import { anytime, person } from './anytime.ts';
import { associate } from './associate.ts';
import { hidden, stopped } from './away.ts';
import { circumstances } from './circumstances.ts';
import { closing, resting } from './closing.ts';
import { codeWord, consent, safeTime } from './consent.ts';
import { EMPTY } from './context.ts';
import { crisis } from './crisis.ts';
import { facts } from './details.ts';
import { guidance } from './guidance.ts';
import { firstLanguage, greeting, opening, welcome, welcomed } from './opening.ts';
import { erase, language, restart } from './pauses.ts';
import { handOff, queue } from './queue.ts';
import { dangerNow, safe, sharedPhone } from './safety.ts';
import { intakeSetup } from './setup.ts';
import { story } from './story.ts';
import { type } from './type.ts';
import { unannounced } from './unannounced.ts';
import { withDoubts, withGuides } from './upgrades.ts';
import { vouching } from './vouching.ts';
import { wondering, worried } from './wonder.ts';

const active = intakeSetup.createStateConfig({
  initial: 'opening',
  on: { worry: worried },
  states: {
    opening,
    greeting,
    firstLanguage,
    welcome,
    welcomed,
    safe,
    sharedPhone,
    dangerNow,
    story,
    type,
    circumstances,
    guidance,
    facts,
    consent,
    safeTime,
    codeWord,
    handOff,
    queue,
    followUp,
    closing,
    resting,
    was: { id: 'activeWas', type: 'history', history: 'deep' },
  },
});

const talk = intakeSetup.createStateConfig({
  initial: 'active',
  states: {
    active,
    wondering,
    crisis,
    associate,
    toPerson: { id: 'toPerson', always: person },
    was: { id: 'was', type: 'history', history: 'deep' },
  },
});

const machine = intakeSetup.createMachine({
  id: 'intake',
  // XState also makes contexts without any input when it moves a restored one; spreading survives that.
  context: ({ input }) => ({ ...EMPTY, ...input }),
  initial: 'talk',
  ...anytime,
  states: {
    talk,
    pause: { initial: 'language', states: { language, restart, erase, status, hidden, vouching, stopped, unannounced } },
    erased: { id: 'erased', type: 'final' },
  },
});

/** The intake conversation. */
export const intake: Flow = { id: 'intake', version: 3, machine, upgrades: { 1: withDoubts, 2: withGuides } };
