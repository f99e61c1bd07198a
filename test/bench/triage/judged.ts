import type { LabelledMessage } from '../../../src/triage/measure/messages.ts';
import type { Judgement } from '../../../src/triage/triage.ts';

/** A labelled message and our whole judgement of it. */
export interface Judged {
  readonly message: LabelledMessage;
  readonly judgement: Judgement;
}

/** The remarks on a message, such as `hardneg:danger`; they stand apart by semicolons, commas or spaces. */
export function remarks({ note }: LabelledMessage): readonly string[] {
  return note.split(/[;,\s]+/).filter((remark) => remark !== '');
}
