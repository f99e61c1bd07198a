import { useState } from 'react';
import type { GroupView } from '../../../http/desk/api.ts';
import { codeOf, type FailureCode } from '../api.ts';
import { Confirm } from '../Confirm.tsx';
import { useWords } from '../words.tsx';
import { oncallApi } from './api.ts';
import { useLinkCode } from './useLinkCode.ts';

interface Props {
  readonly groups: readonly GroupView[];
  /** Whether there is a bot that can be in a group. */
  readonly bot: boolean;
  readonly refresh: () => Promise<void>;
}

/** The groups that are told, for admins: linking one, unlinking one. */
export function Groups({ groups, bot, refresh }: Props) {
  const { t, time } = useWords();
  const { code, make } = useLinkCode(groups, refresh);
  const [leaving, setLeaving] = useState<string>();
  const [problem, setProblem] = useState<FailureCode>();

  const during = async (work: () => Promise<void>): Promise<void> => {
    setProblem(undefined);
    await work().catch((error: unknown) => setProblem(codeOf(error)));
  };
  const unlink = (id: string): void => {
    setLeaving(undefined);
    void during(async () => {
      await oncallApi.unlink(id);
      await refresh();
    });
  };

  return (
    <section className="oncall-place" aria-labelledby="oncall-groups">
      <h3 id="oncall-groups">{t('oncall:groups.title.label')}</h3>
      <p className="quiet">{t(bot ? 'oncall:groups.intro' : 'oncall:groups.noBot')}</p>
      <p className="problem" role="alert">
        {problem && t(`problem.${problem}`)}
      </p>
      {groups.length === 0 && <p>{t('oncall:groups.none')}</p>}
      <ul className="oncall-groups" aria-live="polite">
        {groups.map(({ id, linkedAt, linkedBy }) => (
          <li key={id}>
            <span>
              {t('oncall:groups.since.label', { time: time(linkedAt) })} {linkedBy && <bdi className="quiet">{linkedBy}</bdi>}
            </span>
            <button type="button" className="plain" onClick={() => setLeaving(id)}>
              {t('oncall:groups.unlink.label')}
            </button>
          </li>
        ))}
      </ul>
      {code && (
        <div className="oncall-code">
          <p>{t('oncall:groups.how')}</p>
          <code dir="ltr">{code.command}</code>
          <p className="quiet small">{t('oncall:groups.until', { time: time(code.expiresAt) })}</p>
        </div>
      )}
      {bot && (
        <div className="buttons">
          <button type="button" onClick={() => during(make)}>
            {t(code ? 'oncall:groups.again.label' : 'oncall:groups.link.label')}
          </button>
        </div>
      )}
      {leaving !== undefined && (
        <Confirm
          title={t('oncall:groups.leave.title.label')}
          text={t('oncall:groups.leave.text')}
          go={t('oncall:groups.unlink.label')}
          confirm={() => unlink(leaving)}
          cancel={() => setLeaving(undefined)}
        />
      )}
    </section>
  );
}
