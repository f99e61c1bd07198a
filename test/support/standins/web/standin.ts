/**
 * Visitors of the chat page in the words that all stand-ins have in common: real requests and a real stream, as a browser
 * makes them. What a page cannot do, `receive` refuses: it sends words, what is picked, and recordings.
 */
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { Deed, Disturbance, StandIn } from '../standin.ts';
import { Tab } from './tab.ts';

/** A stand-in for everybody who has the page open. */
export interface WebStandIn extends StandIn {
  /** The chat of a person, as the channel names it. */
  address(person: string): string;
}

/** Sends visitors to the pages at this address. */
export function openWebStandIn(url: string): WebStandIn {
  const happened = new EventEmitter().setMaxListeners(0);
  const tabs = new Map<string, Tab>();
  /** How many messages of ours still break the line on which they come. */
  let breaks = 0;
  let disturbance: Disturbance = { twice: 0, shuffled: false };
  let due = 0;

  const tabOf = (person: string): Tab => {
    const known = tabs.get(person);
    if (known) return known;
    const tab = new Tab(url, {
      changed: () => void happened.emit('change'),
      breaks() {
        if (breaks === 0) return false;
        breaks -= 1;
        return true;
      },
    });
    tabs.set(person, tab);
    return tab;
  };

  return {
    address: (person) => tabOf(person).address,
    async receive(person, deed) {
      const id = randomUUID();
      const tab = tabOf(person);
      await post(tab, id, deed);
      due += disturbance.twice;
      if (due >= 1) {
        due -= 1;
        // As a page does whose answer was lost.
        await post(tab, id, deed);
      }
      return id;
    },
    sent: (person) => tabs.get(person)?.seen() ?? [],
    fault({ kind, times = 1 }) {
      if (kind !== 'message_lost') throw new Error('a page only loses its line');
      breaks += times;
    },
    disturb(order) {
      if (order.shuffled) throw new Error('nothing overtakes on a page');
      disturbance = order;
    },
    mend() {
      breaks = 0;
      disturbance = { twice: 0, shuffled: false };
    },
    async until(condition) {
      while (!condition()) await once(happened, 'change');
    },
    strays: () => [],
    async close() {
      for (const tab of tabs.values()) tab.close();
      await Promise.all([...tabs.values()].map((tab) => tab.closed()));
    },
  };
}

async function post(tab: Tab, id: string, deed: Deed): Promise<void> {
  switch (deed.kind) {
    case 'text':
      return await tab.post({ id, kind: 'text', text: deed.text });
    case 'pick':
      return await tab.post({ id, kind: 'option', ...tab.optionOf(deed.label) });
    case 'voice':
      return await tab.speak(id, deed.bytes ?? Buffer.alloc(0), deed.type);
    default:
      throw new Error('a page cannot send this');
  }
}
