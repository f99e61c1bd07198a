import type { ReactNode } from 'react';
import type { CaseView, ConversationView } from '../../http/desk/api.ts';
import { FlagMarks, UrgencyMark } from './HandoffFacts.tsx';
import { answerLabel, factLabel, typeLabel } from './labels.ts';
import { letters } from './letters.ts';
import { useWords } from './words.tsx';

/** Shown in a place of their own. */
const APART = ['types', 'story', 'consent'];

/** What is known about the conversation, at its side. On a narrow screen it folds away. */
export function Summary({ view }: { view: ConversationView }) {
  const { t, time } = useWords();
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
          <Fact name={t('summary.language')}>{t(`language.${conversation.language}`)}</Fact>
          <Fact name={t('summary.channel')}>{t(`channel.${conversation.channel}`)}</Fact>
          <Fact name={t('summary.started')}>{time(conversation.startedAt)}</Fact>
        </dl>
        {!facts && <p className="quiet">{t('summary.noCase')}</p>}
      </details>
    </aside>
  );
}

function CaseFacts({ facts }: { facts: CaseView }) {
  const words = useWords();
  const { t } = words;
  const told = Object.entries(facts.answers).filter(
    ([name, answer]) => !APART.includes(name) && answer !== '' && answer !== 'skip',
  );
  return (
    <>
      <Fact name={t('summary.types')}>{facts.types.map((type) => typeLabel(words, type)).join(', ') || t('queue.noType')}</Fact>
      <Fact name={t('summary.reference')}>
        <bdi className="reference">{facts.reference}</bdi>
      </Fact>
      <Fact name={t('summary.mayContact')}>
        <strong data-may={facts.mayContact}>{t(facts.mayContact ? 'summary.yes' : 'summary.no')}</strong>
      </Fact>
      {facts.answers.story && (
        <Fact name={t('summary.story')}>
          <q {...letters(facts.answers.story)}>{facts.answers.story}</q>
        </Fact>
      )}
      {told.map(([name, answer]) => (
        <Fact key={name} name={factLabel(words, name)}>
          <span {...letters(answerLabel(words, name, answer))}>{answerLabel(words, name, answer)}</span>
        </Fact>
      ))}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
