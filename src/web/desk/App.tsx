/** Either the log-in, or the desk, or the page of all texts, or the page of the channels. */
import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import type { Viewer } from '../../http/desk/api.ts';
import { api, codeOf, SIGNED_OUT } from './api.ts';
import { Desk } from './Desk.tsx';
import { forgetAll, keepFor } from './keep.ts';
import { SignIn } from './SignIn.tsx';
import { useWords } from './words.tsx';

/** Fetched only where it is looked at. */
const Content = lazy(async () => ({ default: (await import('./content/Content.tsx')).Content }));
const Channels = lazy(async () => ({ default: (await import('./channels/Channels.tsx')).Channels }));

type Who = { readonly is: 'unknown' | 'nobody' | 'offline' } | { readonly is: 'somebody'; readonly viewer: Viewer };

export function App() {
  const { t } = useWords();
  const [who, setWho] = useState<Who>({ is: 'unknown' });

  const look = useCallback(async () => {
    try {
      const viewer = await api.me();
      keepFor(viewer.id);
      setWho({ is: 'somebody', viewer });
    } catch (error) {
      setWho({ is: codeOf(error) === 'signed_out' ? 'nobody' : 'offline' });
    }
  }, []);
  const leave = useCallback(async () => {
    await api.signOut();
    forgetAll();
    // A clean page: nothing of what was read stays in memory.
    window.location.reload();
  }, []);

  useEffect(() => {
    const signedOut = (): void => setWho({ is: 'nobody' });
    window.addEventListener(SIGNED_OUT, signedOut);
    void look();
    return () => window.removeEventListener(SIGNED_OUT, signedOut);
  }, [look]);
  useEffect(() => {
    if (who.is !== 'offline') return;
    const timer = setInterval(look, 5_000);
    return () => clearInterval(timer);
  }, [who.is, look]);

  const waiting = (
    <main className="center" aria-busy="true">
      <p className="quiet" role="status">
        {who.is === 'offline' ? t('line.down') : t('loading')}
      </p>
    </main>
  );
  if (who.is === 'nobody') return <SignIn done={look} />;
  if (who.is !== 'somebody') return waiting;
  const { viewer } = who;
  const { pathname } = window.location;
  if (pathname === '/desk/content' || pathname === '/desk/channels') {
    return <Suspense fallback={waiting}>{pathname === '/desk/content' ? <Content /> : <Channels viewer={viewer} />}</Suspense>;
  }
  return <Desk key={viewer.id} viewer={viewer} leave={leave} />;
}
