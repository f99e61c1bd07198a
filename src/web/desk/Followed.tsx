import type { FollowedView } from '../../http/desk/api.ts';
import { Fact, Told, Types } from './Facts.tsx';
import { FlagMarks, UrgencyMark } from './HandoffFacts.tsx';
import { useWords } from './words.tsx';

/** What was told earlier, in another conversation, of the same matter. */
export function Followed({ followed }: { followed: FollowedView }) {
  const { t, time } = useWords();
  const reference = apart(followed.reference);
  if (followed.deleted) return <p className="quiet followed">{t('summary.deleted', { reference })}</p>;
  return (
    <section className="followed">
      <h2>{t('summary.goesOn', { reference })}</h2>
      <p className="marks">
        <UrgencyMark urgency={followed.urgency} />
        <FlagMarks flags={followed.flags} />
      </p>
      <dl>
        <Types types={followed.types} />
        <Fact name={t('summary.opened')}>{time(followed.openedAt)}</Fact>
        <Fact name={t('summary.closed')}>{followed.closedAt ? time(followed.closedAt) : t('summary.stillOpen')}</Fact>
        <Told answers={followed.answers} />
      </dl>
    </section>
  );
}

/** Between isolates: in a line of Urdu the two halves of a reference would otherwise change places. */
function apart(reference: string): string {
  return `\u2066${reference}\u2069`;
}
