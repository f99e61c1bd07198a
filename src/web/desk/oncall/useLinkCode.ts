/** The code that links a group, for as long as it is of use. */
import { useEffect, useState } from 'react';
import type { CodeView, GroupView } from '../../../http/desk/api.ts';
import { oncallApi } from './api.ts';

/** The group is answered at once, and the page should not lag behind. It looks only while a code is shown. Milliseconds. */
const LOOK = 2_000;

/** A code, and which groups were linked when it was made. */
interface Made {
  readonly code: CodeView;
  readonly before: readonly string[];
}

/** `code` goes away when a group was linked since, or when it does not work any more. */
export function useLinkCode(groups: readonly GroupView[], refresh: () => Promise<void>) {
  const [made, setMade] = useState<Made>();
  const code = made && groups.every(({ id }) => made.before.includes(id)) ? made.code : undefined;

  useEffect(() => {
    if (!code) return;
    const timer = setInterval(() => {
      if (Date.now() > Date.parse(code.expiresAt)) setMade(undefined);
      // Without a line it is the next look that tells.
      else refresh().catch(() => {});
    }, LOOK);
    return () => clearInterval(timer);
  }, [code, refresh]);

  /** Makes a code; the one before it does not work any more. Throws a `Failure`. */
  const make = async (): Promise<void> => {
    const before = groups.map(({ id }) => id);
    setMade({ code: await oncallApi.code(), before });
  };
  return { code, make };
}
