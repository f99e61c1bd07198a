/** How the channels stand, kept up to date. */
import { useEffect, useState } from 'react';
import type { LineView } from '../../../http/desk/api.ts';
import { api, codeOf, type FailureCode } from '../api.ts';
import { follow } from '../stream.ts';

/** That nobody runs a channel any more is told by nobody, so the page also looks by itself. Milliseconds. */
const LOOK = 15_000;

interface Known {
  /** Undefined until they were fetched for the first time. */
  readonly lines?: readonly LineView[];
  /** Why they may be out of date. */
  readonly problem?: FailureCode;
}

export function useLines(): Known {
  const [known, setKnown] = useState<Known>({});

  useEffect(() => {
    let asked = 0;
    const look = async (): Promise<void> => {
      asked += 1;
      const mine = asked;
      try {
        const { lines } = await api.lines();
        if (mine === asked) setKnown({ lines });
      } catch (error) {
        // A code that may have been replaced is worse than none, but how the channels stood is worth keeping.
        if (mine === asked)
          setKnown(({ lines }) => ({ ...(lines && { lines: lines.map(withoutCode) }), problem: codeOf(error) }));
      }
    };
    const stop = follow({
      heard(event) {
        if (event === 'ready' || event === 'lines') void look();
      },
      line: (up) => {
        if (!up) void look();
      },
    });
    void look();
    const timer = setInterval(look, LOOK);
    return () => {
      asked = Number.POSITIVE_INFINITY;
      stop();
      clearInterval(timer);
    };
  }, []);
  return known;
}

function withoutCode(line: LineView): LineView {
  return { ...line, code: null };
}
