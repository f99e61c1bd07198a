/** What the person told that changes which steps fit: read from the answers wherever they were given. */
import { type Context, listed } from './context.ts';

/** What is asked about, because no other question tells it before the steps. */
export const SITUATIONS = ['family', 'police_unsafe', 'other'] as const;
type Asked = (typeof SITUATIONS)[number];

/** `shared`: others see this phone. `other`: asked on behalf of somebody. */
export type Situation = Asked | 'shared';

type Told = Pick<Context, 'answers'>;

/** The answers to "who is doing this?" that mean somebody of the same household or family. */
const AT_HOME = ['partner', 'relative', 'in_law'];

/** Whether the situation is so, as far as it was told. */
export function isSo({ answers }: Told, situation: Situation): boolean {
  if (situation === 'shared') return answers.safe === 'yes';
  if (listed(answers.situation).includes(situation)) return true;
  if (situation === 'other') return answers.forWhom === 'other';
  return situation === 'family' && AT_HOME.includes(answers.relationship ?? '');
}

/** Those of the ids that are situations, each once; null when one of them is something else. */
export function situationsIn(ids: readonly string[]): readonly Asked[] | null {
  const known = SITUATIONS.filter((situation) => ids.includes(situation));
  return ids.length > 0 && known.length === new Set(ids).size ? known : null;
}
