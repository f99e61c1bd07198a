/** Which of our messages WhatsApp has taken. Until it has, a message is only in the page and is lost with it. */
import { TimeUp, within } from './within.ts';

/** How many messages are remembered. */
const REMEMBERED = 2_000;

/** `sent` when WhatsApp has it, `refused` when it does not want it, `unknown` when it did not say in time. */
export type Confirmation = 'sent' | 'refused' | 'unknown';

/** Confirmations by message number: 1 and more when WhatsApp has it, below 0 when it refused. */
export class Acks {
  readonly #known = new Map<string, number>();
  readonly #waiting = new Map<string, (ack: number) => void>();
  #confirms = false;
  #doubted = false;

  /** Notes what a page told of a message. */
  note(key: string, ack: number): void {
    if (ack === 0) return;
    if (ack > 0) this.#confirms = true;
    this.#known.set(key, ack);
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    this.#waiting.get(key)?.(ack);
  }

  /**
   * Whether it is of no use to wait: one message was not confirmed, and none ever was. A page that never confirms is then
   * believed, rather than that each message is sent for ever.
   */
  get pointless(): boolean {
    return this.#doubted && !this.#confirms;
  }

  /** What becomes of a message within so many milliseconds. `ack` is what is known of it already. */
  async of(key: string, ack: number, milliseconds: number): Promise<Confirmation> {
    this.note(key, ack);
    const known = this.#known.get(key);
    if (known !== undefined) return known > 0 ? 'sent' : 'refused';
    if (this.pointless) return 'sent';
    const told = Promise.withResolvers<number>();
    this.#waiting.set(key, told.resolve);
    try {
      return (await within(milliseconds, told.promise)) > 0 ? 'sent' : 'refused';
    } catch (error) {
      if (!(error instanceof TimeUp)) throw error;
      this.#doubted = true;
      return 'unknown';
    } finally {
      this.#waiting.delete(key);
    }
  }
}
