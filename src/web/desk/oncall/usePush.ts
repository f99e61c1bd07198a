/** Whether this browser is woken when somebody urgent waits, and changing that. */
import { useCallback, useEffect, useState } from 'react';
import type { TestOutcome } from '../../../http/desk/api.ts';
import { directionOf } from '../../languages.ts';
import { codeOf, type FailureCode } from '../api.ts';
import { canBeWoken, currentSubscription, isForbidden, prepareWorker, type Sentences, subscribeHere } from '../push/browser.ts';
import { useWords, type Words } from '../words.tsx';
import { oncallApi } from './api.ts';

/** `looking` until it is known; `failed`: the browser could not subscribe, though it should be able to. */
export type PushState = 'looking' | 'unsupported' | 'denied' | 'off' | 'failed' | 'on';

export function usePush(publicKey: string) {
  const words = useWords();
  const [state, setState] = useState<PushState>('looking');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<FailureCode>();
  const [tried, setTried] = useState<TestOutcome>();

  /** One thing at a time; what the server refused is shown. */
  const during = useCallback(async (work: () => Promise<PushState>) => {
    setBusy(true);
    setProblem(undefined);
    setTried(undefined);
    try {
      setState(await work());
    } catch (error) {
      setProblem(codeOf(error));
    }
    setBusy(false);
  }, []);

  useEffect(() => {
    void during(() => look(sentencesIn(words)));
  }, [during, words]);

  const turnOn = () => during(() => begin(publicKey, sentencesIn(words)));
  const turnOff = () => during(end);
  const tryOut = () =>
    during(async () => {
      const subscription = await currentSubscription();
      if (!subscription) return 'off';
      const { outcome } = await oncallApi.tryOut(subscription.endpoint);
      setTried(outcome);
      return outcome === 'gone' ? await end() : 'on';
    });
  return { state, busy, problem, tried, turnOn, turnOff, tryOut };
}

/** Looks how it stands. A browser that is woken says so to the server again, which may have forgotten it. */
async function look(sentences: Sentences): Promise<PushState> {
  if (!canBeWoken()) return 'unsupported';
  const subscription = await currentSubscription();
  if (!subscription) return isForbidden() ? 'denied' : 'off';
  await prepareWorker(sentences);
  await oncallApi.keep(subscription);
  return 'on';
}

async function begin(publicKey: string, sentences: Sentences): Promise<PushState> {
  let subscription: PushSubscription | null;
  try {
    subscription = await subscribeHere(publicKey, sentences);
  } catch {
    // Such as a browser that is built without a push service, or cannot reach it.
    return 'failed';
  }
  if (!subscription) return isForbidden() ? 'denied' : 'off';
  await oncallApi.keep(subscription);
  return 'on';
}

async function end(): Promise<PushState> {
  const subscription = await currentSubscription();
  if (subscription) {
    await oncallApi.drop(subscription.endpoint);
    await subscription.unsubscribe();
  }
  return 'off';
}

function sentencesIn({ t, language }: Words): Sentences {
  return {
    title: t('oncall:push.title.label'),
    waiting: t('oncall:push.waiting'),
    down: t('oncall:push.down'),
    test: t('oncall:push.test'),
    lang: language,
    dir: directionOf(language),
  };
}
