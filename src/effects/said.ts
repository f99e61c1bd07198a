/** What an outbox row holds, encrypted: a rendered message, as it goes to the person. */
import type { Mark, Option } from '../channels/channel.ts';

export interface Said {
  readonly text: string;
  /** Left out when nothing stands out. */
  readonly marks?: readonly Mark[];
  readonly options: readonly Option[];
  /** Names the question (see `questionToken`); comes back with a picked option. Empty when nothing was asked. */
  readonly asked: string;
}
