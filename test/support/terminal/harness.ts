/** The terminal channel with somebody who reads what it prints. */
import { EventEmitter, once } from 'node:events';
import { createTerminal } from '../../../src/channels/terminal/terminal.ts';
import type { Harness, Seen } from '../../contract/harness.ts';

export async function terminalHarness(): Promise<Harness> {
  const printed = new EventEmitter();
  const seen: Seen[] = [];
  const channel = createTerminal({
    json: true,
    print: (line) => {
      const { text, options } = JSON.parse(line) as { text: string; options: { label: string }[] };
      seen.push({ text, options: options.map(({ label }) => label) });
      printed.emit('line');
    },
  });
  return {
    channel,
    people: ['person'],
    async say(_person, text) {
      void channel.type(text);
    },
    async pick(_person, label) {
      void channel.type(label);
    },
    async seen(_person, atLeast) {
      while (seen.length < atLeast) await once(printed, 'line');
      return seen;
    },
    close: async () => {},
  };
}
