/** What makes two places of the intake conversation differ, for a walk through all of them. */
import type { Step } from '../../src/engine/flow.ts';
import { begun, inQueue, STORY } from './intakeTalk.ts';

/** Enough of the memory to take every branch, and no more: each difference doubles the walk. */
export const distinguish = (path: string, context: Readonly<Record<string, unknown>>): string => {
  const { phase, desk, reference, pin, unanswered, reassured, certain, answers, flags, step, misses, opensIn, calledUnseen } =
    context as {
      phase: string;
      desk: string;
      reference: string;
      pin: string;
      unanswered: string;
      reassured: string[];
      certain: boolean;
      answers: Record<string, string>;
      flags: string[];
      step: number;
      misses: number;
      opensIn: number;
      calledUnseen: boolean;
    };
  const fits = ['any_time', 'morning'].includes(answers.safeTime ?? '');
  const permission = answers.consent !== 'yes' ? 'none' : fits ? 'at opening' : 'at a time';
  const closed = opensIn > 0 && permission;
  const word = answers.safe === 'yes' && !['skip', undefined].includes(answers.codeWord);
  if (path.startsWith('pause.hidden')) return [phase, desk, reference !== '', pin !== '', unanswered, word, calledUnseen].join();
  if (path.startsWith('pause.')) return [phase === 'opening', desk, reference !== '', closed, word].join();
  if (/^talk\.active\.(closing|resting|followUp)/.test(path)) return [desk, reference !== '', word].join();
  if (/^talk\.active\.(safe|sharedPhone|dangerNow|story|type)/.test(path))
    return [phase, desk, reference !== '', phase === 'story' || certain].join();
  const types = answers.types?.split(',').length ?? 0;
  const minor = flags.includes('minor');
  const plain = desk === 'none' && reference === '' && types === 1 && !minor;
  const ofOneself = flags.includes('self_harm') && !flags.includes('danger');
  const here = path.endsWith('company')
    ? [Math.min(misses, 3), ofOneself].join()
    : path.endsWith('queue')
      ? closed
      : reassured.length;
  return [phase, desk, reference !== '', phase === 'story' || certain, types, permission, minor, plain ? step : 0, here].join();
};

/** Places that what is told apart above would hide behind others: a shared phone with a code word, none with a permission, somebody at home. */
export function hiddenPlaces(): readonly Step[] {
  const unseen = begun();
  unseen.pick('yes', 'continue', 'no');
  unseen.write(STORY, 'threat');
  unseen.pick('threat', 'no', 'no', 'family');
  while (unseen.atStep) unseen.pick('next');
  unseen.pick('team', 'self', 'skip', 'skip', 'skip', 'skip', 'skip');
  const home = unseen.step;
  unseen.pick('enough', 'yes', 'evening');
  unseen.write('mango');
  return [home, unseen.step, inQueue({ opensIn: 300 }, 'any_time').step];
}
