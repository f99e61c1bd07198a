/** Which failures of a turn pass by themselves and do not count against the message. */
import { SaveError } from '../engine/flow.ts';

/** SQLSTATE classes: connection, transaction rollback (deadlock), operator intervention. And the driver's own codes. */
const PASSING = /^(08|40|57)...$|^(CONNECTION_|CONNECT_|ECONN|EPIPE|ETIMEDOUT)/;

/** The database was away or two transactions met; or the save belongs to a newer build, which will work it. */
export function isPassing(error: unknown): boolean {
  if (error instanceof SaveError) return error.reason === 'newer';
  const code: unknown = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' && PASSING.test(code);
}
