/** Adding the people who answer. */
import { z } from 'zod';
import type { UserRole } from '../../db/schema/index.ts';
import { type Auth, PASSWORD_MIN } from './auth.ts';

export const USER_ROLES = ['associate', 'supervisor', 'admin'] as const satisfies readonly UserRole[];

interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly role: UserRole;
}

/** A person could not be added. `problem` says why, one of a closed set. */
export class NotAdded extends Error {
  readonly problem: 'name' | 'email' | 'password' | 'role' | 'exists';

  constructor(problem: NotAdded['problem']) {
    super(`the person was not added: ${problem}`);
    this.problem = problem;
  }
}

const shape = z.object({
  name: z.string().trim().min(1).max(80),
  email: z.email().trim().toLowerCase().max(254),
  password: z.string().min(PASSWORD_MIN).max(128),
  role: z.enum(USER_ROLES),
});

/** Adds a person who can log in; resolves to the new id. Throws {@link NotAdded}. */
export async function addUser(auth: Auth, person: NewUser): Promise<string> {
  const read = shape.safeParse(person);
  if (!read.success) throw new NotAdded(problemOf(read.error));
  const { name, email, password, role } = read.data;
  const { internalAdapter, password: passwords } = await auth.$context;
  if (await internalAdapter.findUserByEmail(email)) throw new NotAdded('exists');
  const hash = await passwords.hash(password);
  const user = await internalAdapter.createUser({ name, email, role, emailVerified: true }, { method: 'admin' });
  await internalAdapter.createAccount({ userId: user.id, providerId: 'credential', accountId: user.id, password: hash });
  return user.id;
}

function problemOf(error: z.ZodError): NotAdded['problem'] {
  const field = error.issues[0]?.path[0];
  return field === 'email' || field === 'password' || field === 'role' ? field : 'name';
}

/** Adds a person, or gives the one with this address a new password. For installations that are only looked at. */
export async function setUser(auth: Auth, person: NewUser): Promise<void> {
  try {
    await addUser(auth, person);
  } catch (error) {
    if (!(error instanceof NotAdded) || error.problem !== 'exists') throw error;
    const { internalAdapter, password: passwords } = await auth.$context;
    const known = await internalAdapter.findUserByEmail(person.email);
    if (known) await internalAdapter.updatePassword(known.user.id, await passwords.hash(person.password));
  }
}
