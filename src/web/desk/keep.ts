/**
 * What must survive a reload: drafts, replies on their way, what was seen. In this tab only, for this associate only,
 * and gone at log out.
 */
const OWNER = 'desk/owner';

/** Reads what was kept under a name; `otherwise` when there is nothing readable. */
export function kept<Value>(name: string, otherwise: Value, isValue: (value: unknown) => value is Value): Value {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(`desk/${name}`) ?? 'null');
    return isValue(value) ? value : otherwise;
  } catch {
    return otherwise;
  }
}

/** Keeps a value; null forgets it. Where a browser keeps nothing, the page works without. */
export function keep(name: string, value: unknown): void {
  try {
    if (value === null) sessionStorage.removeItem(`desk/${name}`);
    else sessionStorage.setItem(`desk/${name}`, JSON.stringify(value));
  } catch {
    // Full or forbidden: the value lives on in memory until the page is left.
  }
}

/** Forgets what another associate left in this tab. */
export function keepFor(userId: string): void {
  if (sessionStorage.getItem(OWNER) === userId) return;
  forgetAll();
  sessionStorage.setItem(OWNER, userId);
}

/** Forgets everything, because the associate logs out. */
export function forgetAll(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith('desk/')) sessionStorage.removeItem(name);
}

export const isText = (value: unknown): value is string => typeof value === 'string';

export const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isText);
