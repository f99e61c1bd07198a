import { FLAGS, type ScreenedFlag } from '../../../src/engine/protocol.ts';
import { mistake } from './flags.ts';
import type { Judged } from './judged.ts';
import { fits } from './reply.ts';

/** A first guess that is not the label. Never the text: labelled messages may be real ones elsewhere. */
export interface WrongType {
  readonly id: string;
  readonly language: string;
  readonly label: string;
  readonly guess: string;
  readonly confidence: number;
  /** Where the label came, 1 being the first; null when it was not among the three. */
  readonly place: number | null;
  readonly abstained: boolean;
}

export interface WrongFlag {
  readonly id: string;
  readonly flag: ScreenedFlag;
  readonly mistake: string;
}

export interface WrongReply {
  readonly id: string;
  readonly written: string;
  readonly answered: string;
}

/** Where we err, message by message. */
export interface Errors {
  readonly types: readonly WrongType[];
  readonly flags: readonly WrongFlag[];
  readonly replies: readonly WrongReply[];
}

export function errorsOf(judged: readonly Judged[]): Errors {
  return {
    types: judged.flatMap(wrongType),
    flags: judged.flatMap((one) =>
      FLAGS.flatMap((flag) => {
        const made = mistake(flag, one);
        return made === null ? [] : [{ id: one.message.id, flag, mistake: made }];
      }),
    ),
    replies: judged
      .filter(({ message, judgement }) => !fits(judgement.language, message))
      .map(({ message: { id, lang }, judgement }) => ({ id, written: lang, answered: judgement.language ?? 'asked' })),
  };
}

function wrongType({ message: { id, lang, label }, judgement: { types, abstain } }: Judged): WrongType[] {
  const first = types[0];
  if (first?.type === label) return [];
  const place = types.findIndex(({ type }) => type === label) + 1;
  return [
    {
      id,
      language: lang,
      label,
      guess: first?.type ?? '-',
      confidence: first?.confidence ?? 0,
      place: place === 0 ? null : place,
      abstained: abstain,
    },
  ];
}
