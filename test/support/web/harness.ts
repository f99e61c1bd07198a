/** The web channel with the API and the page's own outgoing queue around it. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Channel } from '../../../src/channels/channel.ts';
import { createWeb, type WebChannel } from '../../../src/channels/web/web.ts';
import type { ShownMessage } from '../../../src/http/chat/shape.ts';
import { Outgoing } from '../../../src/web/chat/outgoing.ts';
import type { Harness } from '../../contract/harness.ts';
import type { createDatabase } from '../database.ts';
import { memory } from './memory.ts';
import { openSite } from './site.ts';
import { type Listening, Visitor } from './visitor.ts';

interface Person {
  readonly visitor: Visitor;
  readonly outgoing: Outgoing;
  readonly shown: ShownMessage[];
  listening: Listening | undefined;
}

type Shared = Awaited<ReturnType<typeof createDatabase>>;

/** Makes harnesses that share a database; each begins with people nobody has seen. */
export function webHarness(shared: Promise<Shared>): () => Promise<Harness> {
  return async () => {
    const { database } = await shared;
    let web: WebChannel;
    const site = await openSite(database, {
      receiver: {
        message: async (_place, inbound) => {
          await web.receive(inbound);
          return '';
        },
      },
    });
    // The row that a turn writes stands before the channel is asked to send.
    const make = (): Channel => {
      const made = createWeb(site);
      web = made;
      return {
        ...made,
        async send(address, message) {
          await site.tell(address, message.text, { ...message, quietly: true });
          return made.send(address, message);
        },
      };
    };
    const people = new Map<string, Person>();

    const arrive = async (name: string): Promise<Person> => {
      const known = people.get(name);
      if (known) return known;
      const visitor = new Visitor(site.url);
      await visitor.arrive();
      const outgoing = new Outgoing({
        kept: memory(),
        post: async (body) => (body.kind !== 'voice' && (await visitor.post(body).catch(() => undefined))?.ok ? 'taken' : 'away'),
        pause: () => wait(20),
        changed: () => {},
      });
      const person = { visitor, outgoing, shown: [], listening: undefined };
      people.set(name, person);
      return person;
    };

    return {
      channel: make(),
      people: ['amna', 'bano'],
      async say(name, text) {
        const { outgoing } = await arrive(name);
        outgoing.add({ kind: 'text', text }, text);
        void outgoing.run();
      },
      async pick(name, label) {
        const { outgoing, shown } = await arrive(name);
        const last = shown.at(-1);
        const option = last?.options?.find((offered) => offered.label === label);
        if (!option || last?.asked === undefined) throw new Error('there is no such button');
        outgoing.add({ kind: 'option', option: option.id, asked: last.asked }, label);
        void outgoing.run();
      },
      async seen(name, atLeast) {
        const person = await arrive(name);
        person.listening ??= await person.visitor.listen(0);
        const missing = Math.max(0, atLeast - person.shown.length);
        person.shown.push(...(await person.listening.messages(missing)));
        return person.shown.map(({ text, options = [] }) => ({ text, options: options.map(({ label }) => label) }));
      },
      restart: async () => make(),
      async close() {
        for (const { outgoing, listening } of people.values()) {
          outgoing.stop();
          listening?.hangUp();
        }
        await site.close();
        await Promise.all([...people.values()].map(({ outgoing }) => outgoing.run()));
      },
    };
  };
}
