import type { UserRole } from '../../db/schema/index.ts';

/** Who looks at the desk. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly role: UserRole;
}

/** Whether somebody may see and take back what others have. */
export function oversees(viewer: Viewer): boolean {
  return viewer.role !== 'associate';
}
