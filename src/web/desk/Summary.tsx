import type { CaseView, ConversationView } from '../../http/desk/api.ts';
import { Fact, Told, Types } from './Facts.tsx';
import { Followed } from './Followed.tsx';
import { FlagMarks, UrgencyMark } from './HandoffFacts.tsx';
import { languageLabel } from './labels.ts';
import { useWords } from './words.tsx';

/** What is known about the conversation, at its side. On a narrow screen it folds away. */
export function Summary({ view }: { view: ConversationView }) {
  const words = useWords();
  const { t, time } = words;
  const { conversation, case: facts } = view;
  return (
    <aside className="summary" aria-label={t('summary.title')}>
      <details open={!window.matchMedia('(max-width: 68rem)').matches}>
        <summary>{t('summary.title')}</summary>
        {facts && (
          <p className="marks">
            <UrgencyMark urgency={facts.urgency} />
            <FlagMarks flags={facts.flags} />
          </p>
        )}
        <dl>
          {facts && <CaseFacts facts={facts} />}
          <Fact name={t('summary.language')}>{languageLabel(words, conversation.language)}</Fact>
          <Fact name={t('summary.channel')}>{t(`channel.${conversation.channel}`)}</Fact>
          <Fact name={t('summary.started')}>{time(conversation.startedAt)}</Fact>
        </dl>
        {!facts && <p className="quiet">{t('summary.noCase')}</p>}
        {facts?.follows.map((followed) => (
          <Followed key={followed.reference} followed={followed} />
        ))}
      </details>
    </aside>
  );
}

function CaseFacts({ facts }: { facts: CaseView }) {
  const { t } = useWords();
  return (
    <>
      <Types types={facts.types} />
      <Fact name={t('summary.reference')}>
        <bdi className="reference">{facts.reference}</bdi>
      </Fact>
      {facts.followers.length > 0 && (
        <Fact name={t('summary.followers')}>
          {facts.followers.map((reference) => (
            <div key={reference} className="answer">
              <bdi className="reference">{reference}</bdi>
            </div>
          ))}
        </Fact>
      )}
      <Fact name={t('summary.mayContact')}>
        <strong data-may={facts.mayContact}>{t(facts.mayContact ? 'summary.yes' : 'summary.no')}</strong>
      </Fact>
      <Told answers={facts.answers} />
    </>
  );
}
