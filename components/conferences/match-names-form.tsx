import type { ListChoice } from '@/lib/conference-roster/import/import-list';
import type { UnmatchedName } from '@/lib/conference-roster/import/split-list';
import { titleWithinConference } from '@/lib/events/rules';
import { formatTime } from '@/lib/events/times';
import { formatDay } from '@/lib/platform/days';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { SelectField } from '../select-field';

type Props = {
  unmatched: readonly UnmatchedName[];
  sessions: readonly { id: number; title: string; startsOn: string; startsAt: string | null }[];
  /** The conference's name. It is left out of the titles. */
  conference: string;
  choice: ListChoice;
  address: string;
};

/** The most names that are asked about at once; the rest follows. */
const MAX_ASKED = 60;

/** Asks which session is meant by each name that no session has. A GET form: the choice is in the page's address. */
export function MatchNamesForm({ unmatched, sessions, conference, choice, address }: Props) {
  const options = [
    { value: '0', label: 'Leave these rows out' },
    ...sessions.map(({ id, title, startsOn, startsAt }) => ({
      value: String(id),
      label: `${titleWithinConference({ title, conference })} (${[formatDay(startsOn), startsAt && formatTime(startsAt)].filter(Boolean).join(', ')})`,
    })),
  ];
  return (
    <section>
      <h2>Sessions that were not found</h2>
      {unmatched.length === 0 ? (
        <p>You matched all names.</p>
      ) : (
        <p className="mb-4">
          {unmatched.length === 1 ? 'One name in the list is' : `${unmatched.length} names in the list are`} not a
          session of this conference, or several sessions have it.{' '}
          {unmatched.length === 1 ? 'Its rows are' : 'Their rows are'} not imported until you choose.
          {unmatched.some(({ likely }) => likely !== null) &&
            ' For a name that contains the title or number of a session, that session is already selected. Check that it is the right one.'}
        </p>
      )}
      <form action={address} method="get" aria-label="Match the sessions">
        {Object.entries(choice.assigned).map(([key, id]) => (
          <input key={key} type="hidden" name={`as-${key}`} value={id} />
        ))}
        {choice.unmarked === 'completed' && <input type="hidden" name="unmarked" value="completed" />}
        {unmatched.slice(0, MAX_ASKED).map(({ key, name, rows, likely }, index) => (
          <SelectField
            key={key}
            id={`as-${index}`}
            name={`as-${key}`}
            label={
              <>
                <bdi>{name}</bdi> ({rows} {rows === 1 ? 'row' : 'rows'})
              </>
            }
            emptyLabel="Choose a session"
            options={options}
            defaultValue={likely === null ? '' : String(likely)}
          />
        ))}
        <ButtonRow>
          {unmatched.length > 0 && <Button variant="secondary">Match</Button>}
          {Object.keys(choice.assigned).length > 0 && (
            <ButtonLink href={address} variant="quiet">
              Start over
            </ButtonLink>
          )}
        </ButtonRow>
      </form>
    </section>
  );
}
