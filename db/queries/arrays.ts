/** Lists as one parameter. Left to itself the driver takes a list of Buffers for a single `bytea`, and of booleans for a `bool`. */
import type { ArrayParameter } from 'postgres';
import type { Queryable } from './queryable.ts';

/** PostgreSQL's numbers for `bool[]` and `bytea[]`. */
const BOOL_ARRAY = 1000;
const BYTEA_ARRAY = 1001;

export function bytesArray(sql: Queryable, values: readonly (Buffer | null)[]): ArrayParameter {
  return sql.array([...values], BYTEA_ARRAY);
}

export function boolArray(sql: Queryable, values: readonly boolean[]): ArrayParameter {
  return sql.array([...values], BOOL_ARRAY);
}
