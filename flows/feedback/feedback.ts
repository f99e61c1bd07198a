/**
 * What the person thinks of the help: three taps, and on request the rest of the helpline's ten questions. Every one can be
 * passed over, and *enough* ends them all; nobody should have to refuse ten times.
 */
import { ask, keep, say } from '../intake/say.ts';
import { intakeSetup } from '../intake/setup.ts';

const thanked = { actions: ['updateCase' as const, say('feedback:thanks')], target: '#resting' };
const left = { actions: 'updateCase' as const, target: '#resting' };

/** One tap, told to the desk at once, since nobody may wait for the rest; skipping one of the first three skips the others. */
const tap = (name: string, next: string) => {
  const answered = { actions: [keep(name), 'updateCase' as const], target: next };
  return intakeSetup.createStateConfig({
    entry: [...ask(`feedback:${name}.ask`, ['yes', 'partly', 'no', 'skip'])],
    on: {
      'choice.yes': answered,
      'choice.partly': answered,
      'choice.no': answered,
      'choice.skip': left,
      skip: left,
    },
  });
};

interface Asked {
  readonly next: string;
  /** Where a plain no leads, when what follows would make no sense then. */
  readonly afterNo?: string;
}

/** One question of the survey; what came before it is kept however it ends. */
const surveyed = (name: string, { next, afterNo = next }: Asked) =>
  intakeSetup.createStateConfig({
    entry: [...ask(`feedback:${name}.ask`, ['yes', 'partly', 'no', 'skip', 'enough'])],
    on: {
      'choice.yes': { actions: keep(name), target: next },
      'choice.partly': { actions: keep(name), target: next },
      'choice.no': { actions: keep(name), target: afterNo },
      'choice.skip': next,
      skip: next,
      'choice.enough': thanked,
    },
  });

const remarked = [{ guard: 'hasText' as const, ...thanked, actions: [keep('remark'), ...thanked.actions] }];

/** The states of the feedback, to stand within the closing of a conversation. */
export const feedback = {
  helped: tap('helped', 'soon'),
  soon: tap('soon', 'recommend'),
  recommend: tap('recommend', 'more'),
  more: intakeSetup.createStateConfig({
    entry: [...ask('feedback:more.ask', ['yes', 'no'])],
    on: { 'choice.yes': 'adviceGiven', 'choice.no': thanked, skip: thanked },
  }),
  adviceGiven: surveyed('adviceGiven', { next: 'riskLowered', afterNo: 'legalGiven' }),
  riskLowered: surveyed('riskLowered', { next: 'capacity' }),
  capacity: surveyed('capacity', { next: 'legalGiven' }),
  legalGiven: surveyed('legalGiven', { next: 'legalChosen', afterNo: 'emotional' }),
  legalChosen: surveyed('legalChosen', { next: 'confidence' }),
  confidence: surveyed('confidence', { next: 'emotional' }),
  emotional: surveyed('emotional', { next: 'remark' }),
  remark: intakeSetup.createStateConfig({
    entry: [...ask('feedback:remark.ask', ['skip'])],
    on: {
      answer: remarked,
      asks: remarked,
      voice: { ...thanked, actions: ['keepVoice', keep('remark'), ...thanked.actions] },
      'choice.skip': thanked,
      skip: thanked,
    },
  }),
};
