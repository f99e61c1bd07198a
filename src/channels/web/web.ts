/** The chat page as a channel. What goes out already stands in the database, where the page reads it. */
import type { Channel, Inbound } from '../channel.ts';
import { WEB_PLACE, wakeIdOf } from './place.ts';

interface Parts {
  readonly signals: { notify(topic: 'chat', id: string): void };
}

/** The web channel. `receive` hands in a message that the page posted to this process; rejects before `start`. */
export interface WebChannel extends Channel {
  receive(inbound: Inbound): Promise<void>;
}

export function createWeb({ signals }: Parts): WebChannel {
  let deliver: ((inbound: Inbound) => Promise<void>) | undefined;
  const inHand = new Set<Promise<void>>();

  return {
    ...WEB_PLACE,
    can: { buttons: true, textLimit: 10_000 },
    async start(receive) {
      deliver = receive;
    },
    async receive(inbound) {
      if (!deliver) throw new Error('the web channel is not started');
      const work = deliver(inbound);
      inHand.add(work);
      await work.finally(() => inHand.delete(work));
    },
    async send(address) {
      signals.notify('chat', wakeIdOf(address));
      return {};
    },
    health: () => ({ state: deliver ? 'ready' : 'starting' }),
    async stop() {
      deliver = undefined;
      await Promise.allSettled(inHand);
    },
  };
}
