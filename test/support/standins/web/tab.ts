/** The page as one person has it open: what it shows, what it posts, and the line on which messages come. */
import type { Posted, ShownMessage } from '../../../../src/http/chat/shape.ts';
import { type Listening, Visitor } from '../../web/visitor.ts';
import type { Seen } from '../standin.ts';

interface Around {
  /** Called after everything that happens. */
  readonly changed: () => void;
  /** Whether the line breaks under the message that is coming. */
  readonly breaks: () => boolean;
}

export class Tab {
  readonly #around: Around;
  readonly #visitor: Visitor;
  readonly #arrived: Promise<unknown>;
  #shown: ShownMessage[] = [];
  #line: Listening | undefined;
  #following: Promise<void> | undefined;
  #closed = false;

  constructor(url: string, around: Around) {
    this.#around = around;
    this.#visitor = new Visitor(url);
    this.#arrived = this.#visitor.arrive();
  }

  /** The token in the cookie. */
  get address(): string {
    return this.#visitor.address;
  }

  seen(): Seen[] {
    return this.#shown.map(({ id, text, options = [] }) => ({ id, text, options: options.map(({ label }) => label) }));
  }

  /** What the last message with this label under it sends when it is pressed. */
  optionOf(label: string): { option: string; asked: string } {
    for (const { options = [], asked = '' } of this.#shown.toReversed()) {
      const found = options.find((option) => option.label === label);
      if (found) return { option: found.id, asked };
    }
    throw new Error('there is no such button');
  }

  async post(body: Posted): Promise<void> {
    await this.#ready();
    take(await this.#visitor.post(body));
  }

  async speak(id: string, bytes: Buffer, type?: string): Promise<void> {
    await this.#ready();
    take(await this.#visitor.sayAloud(bytes, { id, ...(type !== undefined && { type }) }));
  }

  close(): void {
    this.#closed = true;
    this.#line?.hangUp();
  }

  async closed(): Promise<void> {
    await this.#following?.catch(() => undefined);
  }

  async #ready(): Promise<void> {
    await this.#arrived;
    this.#following ??= this.#follow().finally(() => {
      this.#following = undefined;
    });
  }

  /** Shows what comes, until we were asked to forget: then the page forgets as well, and the next word opens a new line. */
  async #follow(): Promise<void> {
    while (!this.#closed) {
      this.#line = await this.#visitor.listen(this.#shown.at(-1)?.cursor ?? 0);
      for (;;) {
        const event = await this.#line.next().catch(() => undefined);
        if (!event || this.#closed) break;
        if (event.event === 'gone') {
          this.#shown = [];
          this.#line.hangUp();
          this.#around.changed();
          return;
        }
        if (event.event !== 'message') continue;
        if (this.#around.breaks()) {
          this.#line.hangUp();
          break;
        }
        this.#shown.push(JSON.parse(event.data));
        this.#around.changed();
      }
    }
  }
}

function take({ ok, status }: Response): void {
  if (!ok) throw new Error(`the page was answered ${status}`);
}
