import { type Share, share } from '../../../src/triage/measure/scores.ts';
import type { Judged } from './judged.ts';

/** How well a second type is named. */
export interface SecondFigures {
  /** Of the messages with further types: how often one was named. */
  readonly recall: Share;
  /** Of the second types named: how many apply. */
  readonly precision: Share;
  /** The same, of those named for messages with further types. */
  readonly precisionWhereFurther: Share;
}

export function secondFigures(judged: readonly Judged[]): SecondFigures {
  const named = judged.filter(({ judgement }) => judgement.second !== null);
  const further = judged.filter(({ message }) => message.also.length > 0);
  const right = named.filter(applies).length;
  return {
    recall: share(right, further.length),
    precision: share(right, named.length),
    precisionWhereFurther: share(right, named.filter(({ message }) => message.also.length > 0).length),
  };
}

/** The two named are the label and a further type, in either order: the person is offered both. */
function applies({ message, judgement: { types, second } }: Judged): boolean {
  if (second === null) return false;
  return message.also.includes(second) || (second === message.label && message.also.includes(types[0]?.type ?? ''));
}
