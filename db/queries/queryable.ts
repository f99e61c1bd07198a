import type { Sql, TransactionSql } from 'postgres';

/** The pool or a transaction on it: what a query can run on. */
export type Queryable = Sql | TransactionSql;
