import { formatDay } from '@/lib/platform/days';
import type { OwnStanding } from '@/lib/providers/own-standing';
import { STANDING_WORDS } from '@/lib/providers/standing-words';
import { Notice } from '../notice';

type Props = { standing: OwnStanding | null; supportAddress: string };

/** Says to the people at a provider how it stands with the agency, why, when that is reviewed, and how to appeal. */
export function OwnStandingNotice({ standing, supportAddress }: Props) {
  if (!standing) return null;
  const { providerName, now, later, from, reviewOn, reason } = standing;
  const { label, means } = STANDING_WORDS[now];
  return (
    <Notice
      kind={now === 'good' ? 'info' : 'warning'}
      title={
        <>
          <bdi>{providerName}</bdi>: {label.toLowerCase()}
          {!later && ` since ${formatDay(from)}`}
        </>
      }
    >
      <div className="grid gap-2">
        <p>{means}</p>
        {later && (
          <p>
            From {formatDay(later.from)} on: {STANDING_WORDS[later.standing].label.toLowerCase()}.{' '}
            {STANDING_WORDS[later.standing].means}
          </p>
        )}
        <div>
          <p>The agency’s reason:</p>
          <p className="prose-lines" dir="auto">
            {reason}
          </p>
        </div>
        {reviewOn && <p>The agency reviews this on {formatDay(reviewOn)}.</p>}
        <p>
          Certificates that were already issued stay valid. To appeal, email{' '}
          <a href={`mailto:${supportAddress}`}>{supportAddress}</a> and say what should be looked at again.
        </p>
      </div>
    </Notice>
  );
}
