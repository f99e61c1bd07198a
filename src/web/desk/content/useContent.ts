/** What is looked at, kept in the address so that it can be sent to a colleague. */
import { useEffect, useState } from 'react';
import type { ContentAnswer } from '../../../http/desk/api.ts';
import { api, codeOf, type FailureCode } from '../api.ts';

interface Query {
  readonly file?: string;
  readonly search?: string;
}

/** While somebody types, nothing is asked for. Milliseconds. */
const PAUSE = 250;

export function useContent() {
  const [query, choose] = useState(queryInAddress);
  const [answer, setAnswer] = useState<ContentAnswer>();
  const [problem, setProblem] = useState<FailureCode>();

  useEffect(() => {
    let current = true;
    const timer = setTimeout(
      async () => {
        const asked = new URLSearchParams({ ...query }).toString();
        window.history.replaceState(null, '', asked ? `?${asked}` : window.location.pathname);
        try {
          const came = await api.content({ ...query });
          if (current) setAnswer(came);
          if (current) setProblem(undefined);
        } catch (error) {
          if (current) setProblem(codeOf(error));
        }
      },
      query.search ? PAUSE : 0,
    );
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [query]);

  return { query, choose, answer, problem };
}

function queryInAddress(): Query {
  const asked = new URLSearchParams(window.location.search);
  const [file, search] = [asked.get('file'), asked.get('search')];
  return search ? { search } : file ? { file } : {};
}
