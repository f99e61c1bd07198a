/** People with cases on a test's own database, written by the ledger as a turn does. */
import { randomUUID } from 'node:crypto';
import { type CaseFacts, createLedger, type Ledger, type Subject, type Write } from '../../src/cases/ledger.ts';
import { eraseConversation } from '../../src/conversation/eraseConversation.ts';
import type { Urgency } from '../../src/engine/protocol.ts';
import type { SeedParts } from './seed.ts';

export interface KnownCase {
  readonly reference: string;
  readonly pin: string;
}

/** One person on one chat address. */
export class Teller {
  readonly subject: Subject;
  readonly #ledger: Ledger;
  readonly #parts: SeedParts;

  private constructor(parts: SeedParts, ledger: Ledger, subject: Subject) {
    this.#parts = parts;
    this.#ledger = ledger;
    this.subject = subject;
  }

  /** Somebody who has written for the first time. */
  static async meet(parts: SeedParts): Promise<Teller> {
    const content = { kind: 'text', text: 'salam' } as const;
    const address = randomUUID();
    const id = await parts.receiver.message({ name: 'web', account: 'web' }, { id: randomUUID(), address, content });
    return new Teller(parts, createLedger(parts), { id, key: await parts.vault.keyOf(id) });
  }

  /** Opens a case. */
  async opens(facts: Partial<CaseFacts> = {}): Promise<KnownCase> {
    const { reference, pin, write } = this.#ledger.openCase(this.subject, whole(facts), this.#parts.clock());
    await this.#write(write);
    return { reference, pin };
  }

  updates(facts: Partial<CaseFacts>): Promise<void> {
    return this.#write(this.#ledger.updateCase(this.subject, whole(facts)));
  }

  /** Joins the queue; resolves to the handoff. */
  async handsOff(urgency: Urgency = 'normal', at = this.#parts.clock()): Promise<string> {
    await this.#write(this.#ledger.handOff(this.subject, urgency, at));
    const [row] = await this.#parts.database.sql<{ id: string }[]>`
      select id from handoffs where conversation_id = ${this.subject.id} and state <> 'closed'`;
    return row?.id ?? '';
  }

  leaves(): Promise<void> {
    return this.#write(this.#ledger.withdraw(this.subject, this.#parts.clock()));
  }

  /** How a case stands, asked from here; this conversation's own without one. */
  asks({ reference, pin }: KnownCase = { reference: '', pin: '' }) {
    return this.#ledger.findCase(this.subject, reference, pin, this.#parts.clock());
  }

  /** Has everything deleted. */
  async erases(): Promise<void> {
    const { id, key } = this.subject;
    await this.#write(async (tx) => void (await eraseConversation(tx, this.#parts, id, key, this.#parts.clock())));
    this.#parts.vault.forget(id);
  }

  async #write(write: Write): Promise<void> {
    await this.#parts.database.transaction(write);
  }
}

function whole({ answers = {}, flags = [], urgency = 'normal', follows }: Partial<CaseFacts>): CaseFacts {
  return { answers, flags, urgency, ...(follows === undefined ? {} : { follows }) };
}
