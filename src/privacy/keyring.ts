/**
 * The keys of an installation. One master key, kept outside the database, wraps a data key for each conversation and
 * keys the hashes by which addresses are found. Destroying a wrapped data key erases what it encrypted, backups
 * included.
 */
import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type MasterKeySource, readMasterKeyFile } from '../config.ts';
import { open, seal } from './seal.ts';

/** Reads the master key, or makes it when the file is ours and there is none yet. Throws `ConfigError`. */
export function masterKey(source: MasterKeySource): Buffer {
  if (source.kind === 'given') return source.key;
  if (source.ours && !existsSync(source.path)) makeKeyFile(source.path);
  return readMasterKeyFile(source.path);
}

/** Makes the file whole or not at all: another process that starts at the same moment must not read half a key. */
function makeKeyFile(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    // The other process was quicker: its key is the key.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}

export class Keyring {
  readonly #wrapping: Buffer;
  readonly #hashing: KeyObject;
  readonly #own: Buffer;

  constructor(master: Buffer) {
    this.#wrapping = derive(master, 'wrap');
    this.#own = derive(master, 'own');
    this.#hashing = createSecretKey(derive(master, 'hash'));
  }

  /** A new data key for `owner` (a conversation id): the key itself and the wrapped form that may be stored. */
  create(owner: string): { key: Buffer; wrapped: Buffer } {
    const key = randomBytes(32);
    return { key, wrapped: seal(this.#wrapping, key, `key/${owner}`) };
  }

  /** The data key of `owner`. Throws when it was wrapped by another master key. */
  unwrap(owner: string, wrapped: Buffer): Buffer {
    return open(this.#wrapping, wrapped, `key/${owner}`);
  }

  /** Finds a value without keeping it: 32 bytes that only this installation can compute. */
  hash(what: string, value: string): Buffer {
    return createHmac('sha256', this.#hashing).update(`${what}\0${value}`).digest();
  }

  /** Encrypts JSON of the installation itself, which belongs to no conversation. `owner` is the row it stands in. */
  sealOwn(place: OwnPlace, owner: string, value: unknown): Buffer {
    return seal(this.#own, Buffer.from(JSON.stringify(value)), `${place}/${owner}`);
  }

  /** Opens what {@link sealOwn} made. The caller names the shape, because it wrote it. */
  openOwn<Shape>(place: OwnPlace, owner: string, sealed: Buffer): Shape {
    return JSON.parse(open(this.#own, sealed, `${place}/${owner}`).toString('utf8')) as Shape;
  }
}

/** What the installation keeps for itself: a channel's linking code and memory, where associates are called. */
export type OwnPlace = 'lineCode' | 'lineMemory' | 'oncallGroup' | 'push';

/** What is sealed: the column, so that a ciphertext cannot be moved to another place or person. */
export type Place = 'address' | 'state' | 'inbox' | 'outbox' | 'answers' | 'platform' | 'media' | 'mediaReference';

/** Encrypts JSON under a conversation's data key. */
export function sealJson(key: Buffer, place: Place, owner: string, value: unknown): Buffer {
  return seal(key, Buffer.from(JSON.stringify(value)), `${place}/${owner}`);
}

/** Opens what {@link sealJson} made. The caller names the shape, because it wrote it. */
export function openJson<Shape>(key: Buffer, place: Place, owner: string, sealed: Buffer): Shape {
  return JSON.parse(open(key, sealed, `${place}/${owner}`).toString('utf8')) as Shape;
}

/** Encrypts bytes as they are, such as a recording, under a conversation's data key. */
export function sealBytes(key: Buffer, place: Place, owner: string, bytes: Buffer): Buffer {
  return seal(key, bytes, `${place}/${owner}`);
}

/** Opens what {@link sealBytes} made. */
export function openBytes(key: Buffer, place: Place, owner: string, sealed: Buffer): Buffer {
  return open(key, sealed, `${place}/${owner}`);
}

function derive(master: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, 'amaan', use, 32));
}
