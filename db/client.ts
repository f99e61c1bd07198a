/** The connection to PostgreSQL: postgres.js for the turn path, Drizzle on the same pool for everything else. */
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import * as schema from './schema/index.ts';
import { BLANKS, ENDURING } from './socket.ts';

export type Orm = PostgresJsDatabase<typeof schema>;

export interface Database {
  readonly sql: Sql;
  readonly orm: Orm;
  /** Runs `work` in one transaction, with both ways of querying bound to it. */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export interface Transaction {
  readonly sql: TransactionSql;
  readonly orm: Orm;
}

/** PostgreSQL's numbers for lists of dates, times and numerics. Drizzle writes them as they are, which the driver cannot send. */
const LISTS_OF_DATES = [1182, 1185, 1115, 1231];

/** Opens a pool of at most `connections`. Nothing is sent before the first query. */
export function connect(url: string, connections = 10): Database {
  const sql = postgres(url, {
    ...ENDURING,
    max: connections,
    idle_timeout: 0,
    connect_timeout: 10,
    max_lifetime: null,
    connection: { application_name: 'amaan', options: BLANKS },
    onnotice: () => {},
  });
  const orm = drizzle(sql, { schema, casing: 'snake_case' });
  for (const list of LISTS_OF_DATES) {
    delete sql.options.parsers[list];
    delete sql.options.serializers[list];
  }
  return {
    sql,
    orm,
    transaction: (work) => sql.begin((tx) => work({ sql: tx, orm: ormOn(sql, tx) })) as ReturnType<typeof work>,
    close: () => sql.end({ timeout: 5 }),
  };
}

/** Drizzle wants the pool's options beside the transaction, to change them: this is the one place that lends it a copy. */
function ormOn(sql: Sql, tx: TransactionSql): Orm {
  const { parsers, serializers } = sql.options;
  const options = { ...sql.options, parsers: { ...parsers }, serializers: { ...serializers } };
  const client = Object.assign(tx, { options }) as unknown as Sql;
  return drizzle(client, { schema, casing: 'snake_case' });
}
