/** A conversation in a terminal: for trying things out, and for programs that read and write lines. */
import { randomUUID } from 'node:crypto';
import type { Channel, Inbound, Outbound } from '../channel.ts';

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

/** There is one person at a terminal. */
const ADDRESS = 'terminal';

export function createTerminal({ print, json }: Settings): Terminal {
  let receive: ((inbound: Inbound) => Promise<void>) | undefined;
  return {
    name: 'terminal',
    account: 'local',
    can: { buttons: false, textLimit: Number.MAX_SAFE_INTEGER, patience: 0 },
    async start(receiver) {
      receive = receiver;
    },
    async type(line) {
      if (!receive) throw new Error('the terminal is not started');
      const content = line.trim() === '/start' ? ({ kind: 'hello' } as const) : ({ kind: 'text', text: line } as const);
      await receive({ id: randomUUID(), address: ADDRESS, content });
    },
    async send(_address, message) {
      print(json ? JSON.stringify({ from: 'bot', text: message.text, options: message.options }) : renderPlain(message));
      return {};
    },
    health: () => ({ state: receive ? 'ready' : 'starting' }),
    async stop() {
      receive = undefined;
    },
  };
}

/** The text with a numbered menu beneath it, as on any platform without buttons. */
function renderPlain({ text, options }: Outbound): string {
  const menu = options.map((option, index) => `  ${index + 1}. ${option.label}`);
  return ['', text, ...menu].join('\n');
}
