/**
 * Telegram in the words that all stand-ins have in common.
 *
 * What Telegram cannot do: nobody can call a bot, so that `call` is refused; and a bot is told nothing when somebody deletes
 * a message in a private chat, so that `delete` changes nothing that a bot could see.
 */
import { createHash } from 'node:crypto';
import type { SendFault, StandIn } from '../standin.ts';
import { Deeds } from './deeds.ts';
import type { FaultRule } from './faults.ts';
import { type ServerOptions, startTelegramServer, type TelegramServer } from './server.ts';

/** A stand-in for Telegram, with the server behind it for what the common words cannot say. */
export interface TelegramStandIn extends StandIn {
  readonly server: TelegramServer;
}

/** Starts it on 127.0.0.1. */
export async function startTelegramStandIn(options: ServerOptions = {}): Promise<TelegramStandIn> {
  const server = await startTelegramServer(options);
  const deeds = new Deeds(server);
  return {
    server,
    receive: async (person, deed) => deeds.act(chatOf(person), deed),
    sent: (person) =>
      server.sent(chatOf(person)).map(({ id, text, options: offered }) => ({
        id: String(id),
        text,
        options: offered.map((option) => option.text),
      })),
    fault: (fault) => server.fault({ ...ruleOf(fault), method: 'sendMessage', times: fault.times ?? 1 }),
    disturb: (disturbance) => server.disturb(disturbance),
    mend: () => server.mend(),
    until: (condition) => server.until(condition),
    strays: () => server.strays(),
    close: () => server.close(),
  };
}

/** The chat of a person, and her number: always the same for the same name. */
export function chatOf(person: string): number {
  return 1_000_000_000 + createHash('sha256').update(person).digest().readUInt32BE();
}

function ruleOf(fault: SendFault): FaultRule {
  switch (fault.kind) {
    case 'message_lost':
      return { drop: 'before' };
    case 'answer_lost':
      return { drop: 'after' };
    case 'slow':
      return { delay: fault.milliseconds };
    case 'refused':
      return { ...REFUSALS[fault.reason], ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }) };
  }
}

const REFUSALS = {
  unreachable: { status: 500 },
  throttled: { status: 429, retryAfter: 1 },
  blocked: { status: 403, description: 'Forbidden: bot was blocked by the user' },
  rejected: { status: 400 },
  misconfigured: { status: 401 },
} as const satisfies Record<string, FaultRule>;
