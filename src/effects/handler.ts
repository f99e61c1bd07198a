/** What an effect's handler is given, and where it leaves what has to happen. */
import type { Ledger, Subject, Write } from '../cases/ledger.ts';
import type { Effect, Incoming, Language } from '../engine/protocol.ts';
import type { Profile } from '../profile.ts';
import type { Texts } from '../texts.ts';
import type { Said } from './said.ts';

/** What a turn leaves behind; committed as a whole or not at all. */
export interface Draft {
  language: Language;
  readonly said: Said[];
  /** When `silence` is due, if the flow waits for it; `anyway` even if something happens before. */
  wait: { readonly at: Date; readonly anyway: boolean } | null;
  /** Rows beside the turn's own, written in its transaction. */
  readonly writes: Write[];
  /** What the flow hears back in the same turn. */
  readonly replies: Incoming[];
  /** The conversation ends here and leaves nothing. */
  erased: boolean;
}

export interface Turn {
  readonly subject: Subject;
  readonly now: Date;
  readonly texts: Texts;
  readonly profile: Profile;
  readonly ledger: Ledger;
  readonly draft: Draft;
}

export type Handler<Type extends Effect['type']> = (effect: Extract<Effect, { type: Type }>, turn: Turn) => void | Promise<void>;
