import type { Viewer } from '../../http/desk/api.ts';
import { LanguagePicker } from './LanguagePicker.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly viewer: Viewer;
  readonly online: boolean;
  readonly alerts: number;
  readonly showAlerts: () => void;
  readonly leave: () => void;
}

/** The bar at the top: the line, what needs looking at, language, who is here. */
export function Header({ viewer, online, alerts, showAlerts, leave }: Props) {
  const { t } = useWords();
  return (
    <header className="bar">
      <strong className="brand">{t('title')}</strong>
      <span className="line" data-up={online} role="status">
        {t(online ? 'line.up' : 'line.down')}
      </span>
      <span className="gap" />
      {alerts > 0 && (
        <button type="button" className="alerts-button" onClick={showAlerts}>
          {t('alerts.button', { count: alerts })}
        </button>
      )}
      {/* Beside the desk and not in its place: somebody may be writing meanwhile. */}
      <a className="content-link" href="/desk/content" target="_blank" rel="noopener">
        {t('content.link')}
      </a>
      <a className="content-link" href="/desk/channels" target="_blank" rel="noopener">
        {t(viewer.role === 'associate' ? 'channels.calls' : 'channels.link')}
      </a>
      <LanguagePicker />
      <span className="who" title={t(`role.${viewer.role}`)}>
        {viewer.name}
      </span>
      <button type="button" className="plain" onClick={leave}>
        {t('signOut')}
      </button>
    </header>
  );
}
