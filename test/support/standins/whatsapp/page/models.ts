/** Models and collections as WhatsApp Web has them: fields that tell when they change, to the collection as well. */
import { Emitter } from './emitter.ts';
import type { AnyMsgKey } from './msgKey.ts';
import { createWid, type Wid } from './wid.ts';

/** What {@link Model.set} takes. */
export type Fields = Readonly<Record<string, unknown>>;

/** Something with fields. */
export class Model extends Emitter {
  [field: string]: unknown;
  /** Hears of every event of this model as well. */
  readonly #told: Emitter[] = [];

  tell(collection: Emitter): void {
    if (!this.#told.includes(collection)) this.#told.push(collection);
  }

  override trigger(name: string, ...values: readonly unknown[]): void {
    super.trigger(name, ...values);
    for (const other of this.#told) other.trigger(name, ...values);
  }

  /** Sets fields: all of them first, then one event each, then `change`. */
  set(fields: Fields): void {
    const changed = Object.entries(fields).filter(([name, value]) => this[name] !== value);
    const before = changed.map(([name]) => this[name]);
    Object.assign(this, fields);
    changed.forEach(([name, value], index) => {
      this.trigger(`change:${name}`, this, value, before[index]);
    });
    if (changed.length > 0) this.trigger('change', this);
  }

  /** The fields alone, as they may leave the page. */
  serialize(): Record<string, unknown> {
    return { ...this };
  }

  unsafe(): this {
    return this;
  }
}

/** A model with an id that a {@link Collection} can hold. */
export interface Identified extends Model {
  readonly id: Wid | AnyMsgKey;
}

/** The models of one kind. */
export class Collection<Item extends Identified> extends Emitter {
  readonly #items = new Map<string, Item>();

  get(id: unknown): Item | undefined {
    return this.#items.get(String(id));
  }

  /** Adds a model, or another of the same id: that one is told of, and not kept. */
  add(item: Item): Item {
    const known = this.#items.get(String(item.id));
    const kept = known ?? item;
    this.#items.set(String(item.id), kept);
    kept.tell(this);
    this.trigger('add', kept, this);
    return kept;
  }

  /** Adds a model that tells nobody that it is there. */
  addQuietly(item: Item): Item {
    const known = this.#items.get(String(item.id));
    if (known) return known;
    this.#items.set(String(item.id), item);
    item.tell(this);
    return item;
  }

  remove(id: string): void {
    const item = this.#items.get(id);
    if (!item) return;
    this.#items.delete(id);
    this.trigger('remove', item, this);
  }

  getModelsArray(): Item[] {
    return [...this.#items.values()];
  }

  get length(): number {
    return this.#items.size;
  }
}

/** A message as a model. */
export class Msg extends Model implements Identified {
  declare readonly id: AnyMsgKey;
  declare readonly type: string;
  declare readonly t: number;
  declare readonly body: string | undefined;
  declare readonly ack: number;
  declare readonly mediaData: { mediaStage: string } | undefined;

  constructor(fields: Fields) {
    super();
    Object.assign(this, fields);
  }

  /** What an answer to this message carries of it. */
  msgContextInfo(): Fields {
    return { quotedMsg: { type: this.type, body: this.body }, quotedStanzaID: this.id.id, quotedParticipant: this.from };
  }

  async downloadMedia(): Promise<void> {
    const found = await fetch(String(this.directPath), { method: 'HEAD' });
    this.mediaData?.mediaStage !== undefined &&
      Object.assign(this.mediaData, { mediaStage: found.ok ? 'RESOLVED' : 'ERROR_MISSING' });
  }
}

/** A chat as a model, with the messages of it that are loaded. */
export class Chat extends Model implements Identified {
  declare readonly id: Wid;
  declare readonly unreadCount: number;
  declare readonly t: number;
  /** From now on no chat shows its messages to whoever asks the page. */
  static bare = false;
  readonly loaded: Collection<Msg>;

  constructor(id: string, fields: Fields) {
    super();
    this.loaded = new Collection<Msg>();
    Object.assign(this, fields, { id: createWid(id) });
  }

  get msgs(): Collection<Msg> | undefined {
    return Chat.bare ? undefined : this.loaded;
  }

  override serialize(): Record<string, unknown> {
    const { loaded, groupMetadata, ...fields } = super.serialize();
    const newest = this.loaded.getModelsArray().map((message) => String(message.id));
    return { ...fields, msgs: newest };
  }

  /** What leaves the page when the whole model is handed out. */
  toJSON(): Record<string, unknown> {
    const { msgs, ...fields } = this.serialize();
    return fields;
  }
}
