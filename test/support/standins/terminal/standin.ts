/**
 * A terminal in the words that all stand-ins have in common. One person sits at it at a time: whoever writes next takes the
 * seat, and nobody comes back to it. There is nothing between a program and its own terminal that could go wrong.
 */
import { EventEmitter, once } from 'node:events';
import { createTerminal, type Terminal } from '../../../../src/channels/terminal/terminal.ts';
import type { Deed, Seen, StandIn } from '../standin.ts';

/** A stand-in for whoever types, with the channel that is typed into. */
export interface TerminalStandIn extends StandIn {
  readonly terminal: Terminal;
  /** The chat of a person, as the channel names it. */
  address(person: string): string;
}

/** A line of a menu as it is printed. */
const ENTRY = /^ {2}\d+\. (.+)$/;

/** Sits somebody down at a new terminal, which has to be run as a channel. */
export function openTerminalStandIn(): TerminalStandIn {
  const happened = new EventEmitter().setMaxListeners(0);
  const seats = new Map<string, Seen[]>();
  let sitting: string | undefined;
  let typed = 0;
  const terminal = createTerminal({
    json: false,
    print(printed) {
      const screen = seats.get(sitting ?? '');
      screen?.push({ id: `line-${screen.length}`, ...readPrinted(printed) });
      happened.emit('change');
    },
  });

  async function sit(person: string): Promise<Seen[]> {
    const screen = seats.get(person) ?? [];
    if (sitting === person) return screen;
    if (seats.has(person)) throw new Error('nobody comes back to a terminal');
    if (sitting !== undefined) await terminal.type('/new');
    sitting = person;
    seats.set(person, screen);
    return screen;
  }

  return {
    terminal,
    address(person) {
      const seat = [...seats.keys()].indexOf(person) + 1;
      return seat === 1 ? 'terminal' : `terminal/${seat}`;
    },
    async receive(person, deed) {
      await terminal.type(lineOf(deed, await sit(person)));
      typed += 1;
      return `typed-${typed}`;
    },
    sent: (person) => [...(seats.get(person) ?? [])],
    fault: refuse,
    disturb: refuse,
    mend: () => undefined,
    async until(condition) {
      while (!condition()) await once(happened, 'change');
    },
    strays: () => [],
    close: async () => undefined,
  };
}

function refuse(): never {
  throw new Error('nothing goes wrong at a terminal');
}

function lineOf(deed: Deed, screen: readonly Seen[]): string {
  if (deed.kind === 'text') return deed.text;
  if (deed.kind !== 'pick') throw new Error('only words can be typed');
  const index = screen.findLast(({ options }) => options.length > 0)?.options.indexOf(deed.label) ?? -1;
  if (index === -1) throw new Error('the last menu has no such option');
  return String(index + 1);
}

/** The words that were printed, and what may be picked below them. */
function readPrinted(printed: string): Omit<Seen, 'id'> {
  const lines = printed.split('\n');
  const menu = lines.slice(lines.findLastIndex((line) => !ENTRY.test(line)) + 1);
  const text = lines.slice(0, lines.length - menu.length).join('\n');
  return { text: text.trim(), options: menu.map((line) => line.replace(ENTRY, '$1')) };
}
