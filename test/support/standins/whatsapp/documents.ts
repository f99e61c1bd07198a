/** The pages that are connected, each by a stream of events that ends with it. */
import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Hello, Told } from './wire.ts';

/** One page. `identity` is that of the linked device, and empty while it shows the QR. */
export interface Document {
  readonly id: string;
  readonly identity: string;
  /** Whether another page of the same device took over, or whether its QR was scanned. */
  replaced: boolean;
  tell(told: Told | Hello): void;
}

/** All of them. `changed` is called when one comes or goes. */
export class Documents {
  readonly #documents = new Set<Document>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get count(): number {
    return this.#documents.size;
  }

  get all(): readonly Document[] {
    return [...this.#documents];
  }

  /** The page that shows the QR. */
  get unlinked(): Document | undefined {
    return [...this.#documents].find(({ identity, replaced }) => identity === '' && !replaced);
  }

  /** Those of this device which hear of messages. */
  of(identity: string | undefined): Document[] {
    return [...this.#documents].filter((document) => document.identity === identity && !document.replaced);
  }

  /** A page connects. One of the same device that is still here is told that it was replaced. */
  connect(response: ServerResponse, identity: string): Document {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const document: Document = {
      id: randomUUID(),
      identity,
      replaced: false,
      tell: (told) => void response.write(`data: ${JSON.stringify(told)}\n\n`),
    };
    if (identity !== '') this.#replace(document);
    this.#documents.add(document);
    response.once('close', () => {
      this.#documents.delete(document);
      this.#changed();
    });
    return document;
  }

  /** The page takes the device back from the one that replaced it. */
  takeOver(id: string): void {
    const document = [...this.#documents].find((other) => other.id === id);
    if (!document) return;
    this.#replace(document);
    document.replaced = false;
    document.tell({ event: 'state', state: 'CONNECTED' });
  }

  #replace(by: Document): void {
    for (const other of this.of(by.identity)) {
      if (other === by) continue;
      other.replaced = true;
      other.tell({ event: 'state', state: 'CONFLICT' });
    }
  }
}
