/** Who may come in: better-auth on our own tables, with e-mail and password and nothing else. */
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import type { Database } from '../../db/client.ts';
import { accounts, sessions, users, verifications } from '../../db/schema/index.ts';

interface AuthParts {
  readonly database: Database;
  /** At least 32 characters; derived from the master key, never stored. */
  readonly secret: string;
  /** Where the desk is reached, such as `https://help.example.org`. */
  readonly baseUrl: string;
  readonly trustedOrigins: readonly string[];
}

export type Auth = ReturnType<typeof createAuth>;

/** A shift. After it one logs in again, however busy one was. Seconds. */
const SESSION = 12 * 60 * 60;

/** The shortest password. Characters. */
export const PASSWORD_MIN = 12;

/** Makes the log-in. Nobody can sign up; `addUser` adds people. It sends nothing anywhere. */
export function createAuth({ database, secret, baseUrl, trustedOrigins }: AuthParts) {
  return betterAuth({
    appName: 'amaan',
    baseURL: baseUrl,
    trustedOrigins: [...trustedOrigins],
    secret,
    database: drizzleAdapter(database.orm, {
      provider: 'pg',
      usePlural: true,
      schema: { users, sessions, accounts, verifications },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: PASSWORD_MIN },
    user: { additionalFields: { role: { type: 'string', required: true, input: false, defaultValue: 'associate' } } },
    session: { expiresIn: SESSION, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: 'amaan',
      useSecureCookies: baseUrl.startsWith('https:'),
      // Where an associate works from is nobody's business, and the check of origins must not depend on NODE_ENV.
      ipAddress: { disableIpTracking: true },
      disableOriginCheck: false,
    },
    telemetry: { enabled: false },
    // It would print to the console; what goes wrong is thrown and logged by who called.
    logger: { disabled: true },
  });
}
