import { oversees, type Viewer } from './viewer.ts';

/** Whether somebody may read and hear a conversation: its associate, a supervisor or an admin. */
export function mayRead(viewer: Viewer, { claimedBy }: { readonly claimedBy: string | null }): boolean {
  return claimedBy === viewer.id || oversees(viewer);
}
