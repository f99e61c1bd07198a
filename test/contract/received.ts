import { EventEmitter, once } from 'node:events';
import type { Inbound } from '../../src/channels/channel.ts';

/** Where a channel's messages go in a test. Takes every message unless told to refuse. */
export class Received {
  /** What was taken, in order. */
  readonly taken: Inbound[] = [];
  /** What was offered and refused, in order. */
  readonly refused: Inbound[] = [];
  readonly #happened = new EventEmitter();
  #refuse: (inbound: Inbound) => boolean | Promise<boolean> = () => false;

  /** Goes to `channel.start`. */
  readonly receive = async (inbound: Inbound): Promise<void> => {
    const refused = await this.#refuse(inbound);
    (refused ? this.refused : this.taken).push(inbound);
    this.#happened.emit('change');
    if (refused) throw new Error('not now');
  };

  /** From now on asks `decide` of each message whether it is refused; a promise holds the message until it is decided. */
  refuseIf(decide: (inbound: Inbound) => boolean | Promise<boolean>): void {
    this.#refuse = decide;
  }

  /** Resolves when `condition` holds, which is looked at after each message. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await once(this.#happened, 'change');
  }

  /** Resolves with what was taken when it is at least so many messages. */
  async atLeast(count: number): Promise<readonly Inbound[]> {
    await this.until(() => this.taken.length >= count);
    return this.taken;
  }

  /** The texts that were taken, in order; of one chat if `address` is given. */
  texts(address?: string): string[] {
    return this.taken
      .filter((inbound) => address === undefined || inbound.address === address)
      .flatMap(({ content }) => (content.kind === 'text' ? [content.text] : []));
  }
}
