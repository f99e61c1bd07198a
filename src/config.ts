/** Every setting of Amaan: its name, default and meaning. Read once at start; a bad value is one clear line. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const ROLES = ['bot', 'desk', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const optional = z
  .string()
  .trim()
  .transform((value) => (value === '' ? undefined : value))
  .optional();

const settings = z.object({
  DATABASE_URL: optional.pipe(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
      .optional(),
  ),
  DATA_DIR: z.string().trim().min(1).default('./data'),
  HOST: z.string().trim().min(1).default('127.0.0.1'),
  PORT: z.coerce.number('must be a number').int().min(0, 'must be 0 to 65535').max(65_535, 'must be 0 to 65535').default(3000),
  PUBLIC_URL: optional.pipe(z.url('must be an address such as https://help.example.org').optional()),
  AMAAN_MASTER_KEY: optional,
  AMAAN_MASTER_KEY_FILE: optional,
  TELEGRAM_BOT_TOKEN: optional.pipe(
    z
      .string()
      .regex(/^\d+:.+$/, 'must look like 123456:ABC')
      .optional(),
  ),
  TELEGRAM_API_ROOT: optional.pipe(z.url('must be an address').optional()),
  TELEGRAM_WEBHOOK_SECRET: optional.pipe(
    z
      .string()
      .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 letters, digits, _ or -')
      .optional(),
  ),
  WHATSAPP: z.enum(['on', 'off'], 'must be on or off').default('off'),
  CHROMIUM_PATH: optional,
  WHATSAPP_CHROMIUM_ARGS: optional,
  WHATSAPP_CLOUD_TOKEN: optional,
  WHATSAPP_CLOUD_NUMBER_ID: optional.pipe(z.string().regex(/^\d+$/, 'must be the number id, digits only').optional()),
  WHATSAPP_CLOUD_APP_SECRET: optional,
  WHATSAPP_CLOUD_VERIFY_TOKEN: optional,
  WHATSAPP_CLOUD_API_ROOT: optional.pipe(z.url('must be an address').optional()),
  TIME_ZONE: optional.pipe(z.string().refine(isTimeZone, 'must be a time zone such as Asia/Karachi').optional()),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'must be trace, debug, info, warn, error or silent')
    .default('info'),
  ROLES: z
    .string()
    .default('all')
    .transform((value) => (value.trim() === 'all' ? [...ROLES] : value.split(',').map((role) => role.trim())))
    .pipe(z.array(z.enum(ROLES, `must be all, or some of ${ROLES.join(',')}`)).min(1)),
});

export type Config = Readonly<z.infer<typeof settings>> & { readonly masterKey: MasterKeySource };

/** Where the master key comes from. `file` is made at first start when it is Amaan's own, under `DATA_DIR`. */
export type MasterKeySource =
  | { readonly kind: 'given'; readonly key: Buffer }
  | { readonly kind: 'file'; readonly path: string; readonly ours: boolean };

/** Settings that cannot be used. `problems` has one line a setting, each saying what to set. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/** Reads the settings from `env` (usually `process.env`). Throws {@link ConfigError}. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = settings.safeParse(env);
  if (!read.success) {
    throw new ConfigError(read.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
  }
  const problems = whatsappProblems(read.data);
  if (problems.length > 0) throw new ConfigError(problems);
  return { ...read.data, masterKey: masterKeySource(read.data) };
}

/** The official way needs all of its settings, and one number cannot be served in both ways at once. */
function whatsappProblems(read: z.infer<typeof settings>): string[] {
  const names = [
    'WHATSAPP_CLOUD_TOKEN',
    'WHATSAPP_CLOUD_NUMBER_ID',
    'WHATSAPP_CLOUD_APP_SECRET',
    'WHATSAPP_CLOUD_VERIFY_TOKEN',
  ] as const;
  const missing = names.filter((name) => read[name] === undefined);
  if (missing.length === names.length) return [];
  if (missing.length > 0) return missing.map((name) => `${name}: must be set together with the other WHATSAPP_CLOUD settings`);
  return read.WHATSAPP === 'on' ? ['WHATSAPP: must be off when the WHATSAPP_CLOUD settings are set; one number has one way'] : [];
}

function masterKeySource(read: z.infer<typeof settings>): MasterKeySource {
  if (read.AMAAN_MASTER_KEY) return { kind: 'given', key: parseMasterKey(read.AMAAN_MASTER_KEY, 'AMAAN_MASTER_KEY') };
  if (read.AMAAN_MASTER_KEY_FILE) return { kind: 'file', path: read.AMAAN_MASTER_KEY_FILE, ours: false };
  if (read.DATABASE_URL) {
    throw new ConfigError([
      'AMAAN_MASTER_KEY: set it (or AMAAN_MASTER_KEY_FILE) when DATABASE_URL is set; make one with: npm run amaan -- keys new',
    ]);
  }
  return { kind: 'file', path: join(read.DATA_DIR, 'master.key'), ours: true };
}

/** Turns 64 hexadecimal or 44 base64 characters into 32 bytes. `setting` is named in the error. */
export function parseMasterKey(text: string, setting: string): Buffer {
  const trimmed = text.trim();
  const key = /^[0-9a-f]{64}$/i.test(trimmed) ? Buffer.from(trimmed, 'hex') : Buffer.from(trimmed, 'base64');
  if (key.length !== 32) {
    throw new ConfigError([
      `${setting}: must be 32 bytes as 64 hexadecimal or 44 base64 characters; make one with: npm run amaan -- keys new`,
    ]);
  }
  return key;
}

/** Reads a master key file. Throws {@link ConfigError} when it is missing or malformed. */
export function readMasterKeyFile(path: string): Buffer {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new ConfigError([`AMAAN_MASTER_KEY_FILE: cannot read ${path} (${(cause as NodeJS.ErrnoException).code})`]);
  }
  return parseMasterKey(text, 'AMAAN_MASTER_KEY_FILE');
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
