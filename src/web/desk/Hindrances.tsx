import type { ConversationView } from '../../http/desk/api.ts';
import { useWords } from './words.tsx';

/** Why a reply does not go out at once, above the conversation; nothing where it does. */
export function Hindrances({ conversation }: Pick<ConversationView, 'conversation'>) {
  const { t } = useWords();
  const { channel, unreachable, away, lineAway } = conversation;
  return (
    <div className="hindrances" role="status">
      {unreachable && <p className="away">{t('chat.unreachable')}</p>}
      {away && <p className="away">{t('chat.away')}</p>}
      {lineAway && <p className="quiet">{t('chat.lineAway', { channel: t(`channel.${channel}`) })}</p>}
    </div>
  );
}
