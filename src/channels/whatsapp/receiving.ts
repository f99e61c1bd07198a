/**
 * From the library's events to messages that are received: each once, those of a chat in order, older ones that are being
 * caught up on before newer ones, and the watermark behind them all.
 */
import type { Logger } from '../../logger.ts';
import type { Inbound } from '../channel.ts';
import type { Intake } from '../intake.ts';
import { pause } from '../pause.ts';
import type { Aliases } from './aliases.ts';
import { catchUp } from './catchUp.ts';
import type { HardenedClient } from './library.ts';
import { toId, toMessage, type WaMessage } from './message.ts';
import { idOf, isPerson, isPersonal, readEdit, readRevoke, readUnreadable, readWritten } from './read.ts';
import type { Session } from './session.ts';
import type { Timings } from './timings.ts';
import { Unreadable } from './unreadable.ts';
import type { Watermark } from './watermark.ts';
import { within } from './within.ts';

/** How many messages are known again when they come twice. */
const REMEMBERED = 10_000;

/** The name under which the watermark is held while older messages are looked for. */
const CATCHING_UP = 'catching up';

export interface ReceivingParts {
  readonly intake: Intake;
  readonly watermark: Watermark;
  readonly aliases: Aliases;
  readonly timings: Timings;
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

interface Held {
  readonly client: HardenedClient;
  readonly inbound: Inbound;
}

export class Receiving {
  readonly #parts: ReceivingParts;
  readonly #unreadable: Unreadable;
  readonly #known = new Set<string>();
  /** News that wait for older messages; undefined when they need not wait. */
  #held: Held[] | undefined;
  /** When the last message came, by `performance.now()`. */
  lastAt = 0;

  constructor(parts: ReceivingParts) {
    this.#parts = parts;
    this.#unreadable = new Unreadable(parts.timings.unreadable, (client, message) => void this.#stillUnreadable(client, message));
  }

  /** Listens to a client. */
  listen(client: HardenedClient): void {
    // What comes before the first `ready` is older than the messages that are then looked for, or is among them.
    this.#held ??= [];
    const each = (event: string, take: (message: WaMessage, ...more: unknown[]) => void) =>
      client.on(event, (given: { rawData?: unknown } | undefined, ...more: unknown[]) => {
        const message = toMessage(given?.rawData);
        if (message) take(message, ...more);
      });
    each('message', (message) => this.#written(client, message));
    each('message_edit', (message, now, before) => this.#edited(client, message, now, before));
    each('message_revoke_everyone', (message) => this.#revoked(client, message));
    each('message_ciphertext', (message) => this.#await(client, message));
    each('message_ciphertext_failed', (message) => this.#unreadable.now(message));
    client.on('call', (call: Call) => void this.#called(client, call));
  }

  /** Catches up, again and again until it worked or the session is over. Never rejects. */
  async ready(session: Session, linkedAt: Date): Promise<void> {
    const { client } = session;
    const { timings, watermark, stopping, log } = this.#parts;
    if (!client) return;
    this.#held ??= [];
    const release = setTimeout(() => this.#release(), timings.hold);
    try {
      const linked = Math.floor(linkedAt.getTime() / 1_000);
      const since = await watermark.begin(client.info?.wid?._serialized ?? '', linked);
      if (!since) return;
      watermark.open(CATCHING_UP, since.received);
      for (let failures = 0; session.ready && !stopping.aborted; failures += 1) {
        try {
          const whole = await catchUp(client, since, {
            message: (message) => this.#old(client, message),
            changed: (message) => this.#changed(client, message),
          });
          if (!whole) log.warn('whatsapp web does not show earlier messages');
          watermark.close(CATCHING_UP);
          return;
        } catch (error) {
          if (failures === 0) log.warn({ error }, 'whatsapp could not be caught up on');
          this.#release();
        }
        await pause(timings.catchUpAgain, stopping);
      }
    } finally {
      clearTimeout(release);
      this.#release();
    }
  }

  /** The session is over or away: what waits for it, waits for the next one. */
  unready(): void {
    this.#unreadable.clear();
  }

  #old(client: HardenedClient, message: WaMessage): void {
    if (message.type === 'ciphertext') this.#await(client, message);
    else this.#offer(client, readWritten(message), message.t, true);
  }

  #changed(client: HardenedClient, message: WaMessage): void {
    if (message.type === 'revoked') this.#revoked(client, message);
    else this.#offer(client, readEdit(message), message.t, true);
  }

  #written(client: HardenedClient, message: WaMessage): void {
    this.#unreadable.readable(message);
    const inbound = readWritten(message);
    if (!inbound) this.#parts.log.debug({ type: message.type }, 'whatsapp message that says nothing to us');
    if (message.type === 'ciphertext') this.#await(client, message);
    else this.#offer(client, inbound, message.t);
    // One that was waited for may say nothing to us in the end.
    if (message.type !== 'ciphertext') this.#forget(idOf(message.key));
  }

  #edited(client: HardenedClient, message: WaMessage, now: unknown, before: unknown): void {
    // A message that becomes readable changes its words as well, and so does the small picture of a large one.
    if (message.edited === '' && (message.type !== 'chat' || typeof before !== 'string' || before === '')) return;
    const words = message.type === 'chat' && typeof now === 'string' ? now : undefined;
    this.#offer(client, readEdit(message, words), message.t);
  }

  #revoked(client: HardenedClient, message: WaMessage): void {
    const inbound = readRevoke(message);
    if (inbound?.content.kind !== 'revoke') return;
    this.#unreadable.readable(message);
    this.#offer(client, inbound, message.t);
    this.#forget(inbound.content.of);
  }

  /** It is not readable yet: it comes again when it is, and the watermark waits for it. */
  #await(client: HardenedClient, message: WaMessage): void {
    if (!isPersonal(message) || this.#known.has(idOf(message.key))) return;
    this.#parts.watermark.open(idOf(message.key), message.t);
    this.#unreadable.add(client, message);
  }

  /** Nothing is to be received under this id, unless it is on its way already. */
  #forget(id: string): void {
    if (!this.#known.has(id)) this.#parts.watermark.close(id);
  }

  async #stillUnreadable(client: HardenedClient, message: WaMessage): Promise<void> {
    const { timings, watermark } = this.#parts;
    const asked = await within(timings.answer, client.getMessageById(message.reference)).catch(() => undefined);
    const now = toMessage(asked?.rawData);
    if (now && now.type !== 'ciphertext') return this.#old(client, now);
    this.#offer(client, readUnreadable(message), message.t);
    watermark.close(idOf(message.key));
  }

  async #called(client: HardenedClient, call: Call): Promise<void> {
    const address = toId(call.from);
    if (call.isGroup === true || call.fromMe === true || !isPerson(address) || typeof call.id !== 'string') return;
    this.#offer(client, { id: `call/${call.id}`, address, content: { kind: 'attachment', media: 'call' } }, undefined);
    // Nobody would answer it; where it cannot be refused it rings until it stops.
    await within(this.#parts.timings.answer, Promise.resolve(call.reject?.())).catch(() => undefined);
  }

  #offer(client: HardenedClient, inbound: Inbound | undefined, t: number | undefined, old = false): void {
    if (!inbound || this.#known.has(inbound.id)) return;
    this.lastAt = performance.now();
    this.#known.add(inbound.id);
    const oldest = this.#known.values().next().value;
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    if (t !== undefined) this.#parts.watermark.open(inbound.id, t);
    if (old || !this.#held) void this.#pass({ client, inbound });
    else this.#held.push({ client, inbound });
  }

  #release(): void {
    const held = this.#held ?? [];
    this.#held = undefined;
    for (const one of held) void this.#pass(one);
  }

  async #pass({ client, inbound }: Held): Promise<void> {
    const { aliases, intake, watermark } = this.#parts;
    const also = await aliases.of(client, inbound.address);
    // It is given up only when we stop, and then stays open for the next process to find.
    await intake.insist(also.length > 0 ? { ...inbound, also } : inbound).then(
      () => watermark.close(inbound.id),
      () => undefined,
    );
  }
}

interface Call {
  readonly id?: unknown;
  readonly from?: unknown;
  readonly isGroup?: unknown;
  readonly fromMe?: unknown;
  reject?(): Promise<void>;
}
