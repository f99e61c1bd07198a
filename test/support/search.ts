/** Looks for words in bytes, in every form in which a program may have written them down. Reports names, never the words. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';

/** What is looked for, by the name under which it is reported. */
export type Words = Readonly<Record<string, string>>;

interface Form {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The names of the words that stand in `bytes`, each with the form it stands in. */
export function findIn(bytes: Buffer, words: Words): string[] {
  return formsOf(words).flatMap((form) => (bytes.includes(form.bytes) ? [form.name] : []));
}

/** The same for every file under a folder; files with the same content are read once. */
export function findInFolder(folder: string, words: Words): string[] {
  const known = new Set<string>();
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const bytes = readFileSync(join(entry.parentPath, entry.name));
      const digest = createHash('sha256').update(bytes).digest('hex');
      if (known.has(digest)) return [];
      known.add(digest);
      return findIn(bytes, words).map((found) => `${found} in ${entry.name}`);
    });
}

/** The same for every column of every table that is not PostgreSQL's own. */
export async function findInTables(sql: Sql, words: Words): Promise<string[]> {
  const columns = await sql<{ schema: string; table: string; column: string }[]>`
    select table_schema as schema, table_name as "table", column_name as "column" from information_schema.columns
    where table_schema not in ('pg_catalog', 'information_schema')`;
  const found: string[] = [];
  for (const { schema, table, column } of columns) {
    const rows = await sql<{ value: string }[]>`
      select ${sql(column)}::text as value from ${sql(schema)}.${sql(table)} where ${sql(column)} is not null`;
    const bytes = Buffer.concat(rows.flatMap(({ value }) => [Buffer.from(value), ...bytesOf(value), Buffer.from('\n')]));
    found.push(...findIn(bytes, words).map((name) => `${name} in ${table}.${column}`));
  }
  return found;
}

/** What a `bytea` holds, beside the digits that stand for it. */
function bytesOf(value: string): Buffer[] {
  return value.startsWith('\\x') ? [Buffer.from('\n'), Buffer.from(value.slice(2), 'hex')] : [];
}

function formsOf(words: Words): Form[] {
  return Object.entries(words).flatMap(([name, word]) => {
    const plain = Buffer.from(word);
    const hex = plain.toString('hex');
    const forms: [string, Buffer | string][] = [
      ['plain', plain],
      ['UTF-16', Buffer.from(word, 'utf16le')],
      ['hex', hex],
      ['HEX', hex.toUpperCase()],
      [
        'escaped',
        word
          .split('')
          .map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
          .join(''),
      ],
      ['percent', encodeURIComponent(word)],
      ...[0, 1, 2].flatMap((shift): [string, string][] => [
        ['base64', base64At(plain, shift)],
        ['base64url', base64At(plain, shift).replaceAll('+', '-').replaceAll('/', '_')],
      ]),
      ...(/^\d{10,18}$/.test(word) ? integers(BigInt(word)) : []),
    ];
    // Forms may be the same, as letters and digits are in most of them; the first one names it.
    const unique = new Map(
      forms.reverse().map(([form, bytes]) => [typeof bytes === 'string' ? bytes : bytes.toString('latin1'), form]),
    );
    return [...unique].map(([bytes, form]) => ({ name: `${name} (${form})`, bytes: Buffer.from(bytes, 'latin1') }));
  });
}

/** The letters of base64 that stand for `bytes` alone when so many other bytes came before. */
function base64At(bytes: Buffer, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes]);
  return whole.toString('base64').slice(Math.ceil((shift * 8) / 6), Math.floor((whole.length * 8) / 6));
}

function integers(value: bigint): [string, Buffer][] {
  const [big, little] = [Buffer.alloc(8), Buffer.alloc(8)];
  big.writeBigInt64BE(value);
  little.writeBigInt64LE(value);
  return [
    ['big-endian', big],
    ['little-endian', little],
  ];
}
