import type { Act } from '@/lib/users/staff/acts';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { Hint } from '../hint';
import { ACT_WORDS } from './act-words';

type Props = { userId: number; acts: Act[]; why: string | null };

export function ActLinks({ userId, acts, why }: Props) {
  return (
    <section aria-label="Change this account">
      {why && <Hint>{why}</Hint>}
      <ButtonRow>
        {acts.map((act) => (
          <ButtonLink key={act} href={`/admin/users/${userId}/${act}`} variant="secondary">
            {ACT_WORDS[act].title}
          </ButtonLink>
        ))}
      </ButtonRow>
    </section>
  );
}
