/** Cases that go on with another, told in another conversation by somebody who knew its reference and PIN. */
import type { Transaction } from '../../db/client.ts';
import { type CaseColumns, type FollowedCase, lockFollowed } from '../../db/queries/cases.ts';
import { URGENCIES, type Urgency } from '../engine/protocol.ts';
import { parseReference } from './reference.ts';

/** The reference that was typed, in its one form; undefined when it can be none. */
export function referenceIn(typed: string | undefined): string | undefined {
  return (typed !== undefined && parseReference(typed)) || undefined;
}

/** The case that was typed; undefined when it is gone. */
export async function followedBy(tx: Transaction, typed: string | undefined): Promise<FollowedCase | undefined> {
  const reference = referenceIn(typed);
  return reference === undefined ? undefined : await lockFollowed(tx.sql, reference);
}

/** A case that goes on with another is about the same until more is known, and as urgent as that one while that one is open. */
export function joined(row: CaseColumns, followed: FollowedCase | undefined): CaseColumns {
  if (!followed) return row;
  const types = row.types.length > 0 ? row.types : followed.types;
  return { ...row, types, urgency: moreUrgent(row.urgency, followed.open ? followed.urgency : undefined) };
}

export function moreUrgent(one: Urgency, other: Urgency = one): Urgency {
  return URGENCIES.indexOf(other) < URGENCIES.indexOf(one) ? other : one;
}
