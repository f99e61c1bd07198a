/** A conversation in a terminal: for trying things out, and for programs that read and write lines. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Channel, Content, Inbound, Outbound } from '../channel.ts';

/** The terminal channel. `type` hands in one line as the person's message; resolves when it is kept. */
export interface Terminal extends Channel {
  type(line: string): Promise<void>;
}

interface Settings {
  /** Writes one line, without its end. */
  readonly print: (line: string) => void;
  /** One JSON object a message, or text as a person reads it. */
  readonly json: boolean;
}

/** Milliseconds between two tries to keep a line. */
const RETRY = 250;

/** Typed to go on as somebody else, who has never written here. */
const SOMEBODY_ELSE = '/new';

export function createTerminal({ print, json }: Settings): Terminal {
  let receive: ((inbound: Inbound) => Promise<void>) | undefined;
  let ready = false;
  /** There is one person at a terminal at a time. */
  let people = 1;
  /** Lines are taken one after the other, in the order in which they were typed. */
  let last: Promise<void> = Promise.resolve();
  const stopping = new AbortController();

  const take = async (line: string): Promise<void> => {
    if (line.trim() === SOMEBODY_ELSE) {
      people += 1;
      return;
    }
    const content: Content = line.trim() === '/start' ? { kind: 'hello' } : { kind: 'text', text: line };
    const inbound = { id: randomUUID(), address: people === 1 ? 'terminal' : `terminal/${people}`, content };
    while (receive && !stopping.signal.aborted) {
      try {
        return await receive(inbound);
      } catch {
        // The line is still here, and nobody else would bring it again.
        await pause(RETRY, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  };
  return {
    name: 'terminal',
    account: 'local',
    can: { buttons: false, textLimit: Number.MAX_SAFE_INTEGER },
    async start(receiver) {
      receive = receiver;
      ready = true;
    },
    type(line) {
      last = last.then(() => take(line));
      return last;
    },
    async send(_address, message) {
      print(json ? JSON.stringify({ from: 'bot', text: message.text, options: message.options }) : renderPlain(message));
      return {};
    },
    health: () => ({ state: ready ? 'ready' : 'starting' }),
    async stop() {
      ready = false;
      stopping.abort();
      await last;
    },
  };
}

/** The text with a numbered menu beneath it, as on any platform without buttons. */
function renderPlain({ text, options }: Outbound): string {
  const menu = options.map((option, index) => `  ${index + 1}. ${option.label}`);
  return ['', text, ...menu].join('\n');
}
