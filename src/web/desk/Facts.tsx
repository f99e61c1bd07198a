/** What is known of a case, one fact under its name; each belongs into a `dl`. */
import type { ReactNode } from 'react';
import type { CaseView } from '../../http/desk/api.ts';
import { answerLabels, factLabel, typeLabel } from './labels.ts';
import { letters } from './letters.ts';
import { useWords } from './words.tsx';

/** Shown in a place of their own. */
const APART = ['types', 'story', 'consent'];

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

export function Types({ types }: Pick<CaseView, 'types'>) {
  const words = useWords();
  const named = types.map((type) => typeLabel(words, type)).join(', ');
  return <Fact name={words.t('summary.types')}>{named || words.t('queue.noType')}</Fact>;
}

/** The story in the person's own words, then what was answered. */
export function Told({ answers }: Pick<CaseView, 'answers'>) {
  const words = useWords();
  const { story } = answers;
  const told = Object.entries(answers)
    .filter(([name]) => !APART.includes(name))
    .map(([name, answer]) => ({ name, labels: answerLabels(words, name, answer) }))
    .filter(({ labels }) => labels.length > 0);
  return (
    <>
      {story && (
        <Fact name={words.t('summary.story')}>
          <q {...letters(story)}>{story}</q>
        </Fact>
      )}
      {told.map(({ name, labels }) => (
        <Fact key={name} name={factLabel(words, name)}>
          {labels.map((label) => (
            <div key={label} className="answer">
              <span {...letters(label)}>{label}</span>
            </div>
          ))}
        </Fact>
      ))}
    </>
  );
}
