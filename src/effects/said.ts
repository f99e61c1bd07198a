/** What an outbox row holds, encrypted: a rendered message, as it goes to the person. */
import type { Mark, Option } from '../channels/channel.ts';
import type { Language } from '../engine/protocol.ts';

export interface Said {
  readonly text: string;
  /** Left out when nothing stands out. */
  readonly marks?: readonly Mark[];
  readonly options: readonly Option[];
  /** Names the question (see `questionToken`); comes back with a picked option. Empty when nothing was asked. */
  readonly asked: string;
  /** Which language the conversation was in. Left out when every language said its own line, or a person wrote. */
  readonly language?: Language;
  /** How to answer where the options are a numbered list. */
  readonly menuHint?: string;
  /** What opens the options where they are behind a button. */
  readonly menuTitle?: string;
  /** It holds a reference with its PIN. */
  readonly secret?: true;
}
