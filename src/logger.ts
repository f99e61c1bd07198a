/** The log: one JSON line an event, a constant message, ids as fields. Never names, numbers, addresses or texts. */
import { type Logger as Pino, pino } from 'pino';

export type Logger = Pick<Pino, 'debug' | 'info' | 'warn' | 'error'>;

/** Fields that may hold what a person wrote or where they can be reached; they never reach the log. */
const PRIVATE = [
  'text',
  'body',
  'address',
  'label',
  'name',
  'username',
  'phone',
  'email',
  'password',
  'token',
  'chat',
  'from',
  'caption',
  'answers',
  'values',
  'content',
  'pin',
  'reference',
  'payload',
  'parameters',
  'query',
  'args',
  'on',
];

/**
 * Makes the log. An error is written as its class, its code and the place in the code where it arose; its message may
 * quote what somebody typed (a database does so), so it is left out.
 */
export function createLogger(level: string, destination: NodeJS.WritableStream = process.stderr): Logger {
  return pino(
    {
      level,
      base: null,
      serializers: { err: describeError, error: describeError },
      redact: { paths: PRIVATE.flatMap((field) => [field, `*.${field}`]), remove: true },
    },
    destination,
  );
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, reason } = error as { code?: unknown; reason?: unknown };
  return {
    type: error.constructor.name,
    code: typeof code === 'string' ? code : undefined,
    reason: typeof reason === 'string' ? reason : undefined,
    at: frames(error),
    cause: error.cause === undefined ? undefined : describeError(error.cause),
  };
}

function frames(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim());
}
