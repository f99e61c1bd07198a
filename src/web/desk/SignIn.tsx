import { type SubmitEvent, useState } from 'react';
import { api, Failure } from './api.ts';
import { LanguagePicker } from './LanguagePicker.tsx';
import { useWords } from './words.tsx';

/** The log-in. `done` is called once the server has opened a session. */
export function SignIn({ done }: { done: () => Promise<void> }) {
  const { t } = useWords();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  const submit = async (event: SubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setBusy(true);
    setProblem('');
    try {
      await api.signIn(String(fields.get('email')), String(fields.get('password')));
      await done();
    } catch (error) {
      const { code, wait } = error instanceof Failure ? error : new Failure('failed');
      setProblem(t(`problem.${code}`, { count: wait }));
    } finally {
      setBusy(false);
    }
  };

  return (
    <main className="center">
      <form className="card sign-in" onSubmit={submit}>
        <header>
          <h1>{t('signIn.title')}</h1>
          <p className="quiet">{t('signIn.intro')}</p>
        </header>
        <label>
          {t('signIn.email')}
          <input name="email" type="email" dir="ltr" autoComplete="username" required maxLength={254} />
        </label>
        <label>
          {t('signIn.password')}
          <input name="password" type="password" dir="ltr" autoComplete="current-password" required maxLength={128} />
        </label>
        <p className="problem" role="alert">
          {problem}
        </p>
        <button className="primary" type="submit" disabled={busy}>
          {busy ? t('signIn.busy') : t('signIn.go')}
        </button>
        <LanguagePicker />
      </form>
    </main>
  );
}
