'use client';

import { formatDays, weekdayOf } from '@/lib/platform/days';
import { type FormState, listOf, textOf } from '@/lib/platform/forms/form-values';
import type { PlannedCopy } from '@/lib/series/preview-copies';
import { SelectAll } from '../attendees/select-all';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { AttestationSection } from '../event-form/attestation-section';
import { FieldError } from '../field-error';
import { errorOf, problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  /** The form's page, which it is posted to without JavaScript. */
  address: string;
  requestKey: string;
  /** What the summary shows is copied. */
  stamp: string;
  copies: PlannedCopy[];
  changeHref: string;
};

const needsCheck = ({ past, similar }: PlannedCopy) => past || similar.length > 0;

/**
 * Lists the events that would be added. Dates that have passed, and dates that have such an event already, have to be
 * checked by the person.
 */
export function CopiesForm({ action, address, requestKey, stamp, copies, changeHref }: Props) {
  const first = { requestKey, days: copies.filter((copy) => !needsCheck(copy)).map(({ startsOn }) => startsOn) };
  const [state, submit] = useFormAction(action, { values: first, errors: [] }, address);
  const checked = listOf(state.values, 'days');
  const error = errorOf(state, 'days');
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey')} />
      <input type="hidden" name="stamp" value={stamp} />
      {copies.filter(needsCheck).map(({ startsOn }) => (
        <input key={startsOn} type="hidden" name="confirmed[]" value={startsOn} />
      ))}
      <fieldset className={error ? 'field field-with-error' : 'field'}>
        <legend className="field-label">Dates to add</legend>
        {error && <FieldError id="days-error">{error}</FieldError>}
        {copies.length > 1 && !copies.some(needsCheck) && (
          <SelectAll name="days[]" label="Check every date" checked named />
        )}
        <div className="choices">
          {copies.map((copy, index) => copyLine(copy, index, checked.includes(copy.startsOn)))}
        </div>
      </fieldset>
      <AttestationSection ticked={textOf(state.values, 'attested') === 'yes'} error={errorOf(state, 'attested')} />
      <ButtonRow>
        <SubmitButton pendingLabel="Adding…">Add the checked events</SubmitButton>
        <ButtonLink href={changeHref} variant="secondary">
          Change the dates
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

/** The first box has the group's own id, because links from the error summary must land there. */
function copyLine(copy: PlannedCopy, index: number, checked: boolean) {
  const { startsOn, endsOn, past, similar, outsideOf } = copy;
  const id = index === 0 ? 'days' : `days-${startsOn}`;
  const note = needsCheck(copy) || outsideOf !== null ? `${id}-note` : undefined;
  return (
    <div key={startsOn}>
      <label className="choice">
        <input
          id={id}
          type="checkbox"
          name="days[]"
          value={startsOn}
          defaultChecked={checked}
          aria-describedby={note}
        />
        <span>{inWords(startsOn, endsOn)}</span>
      </label>
      {note && (
        <p id={note} className="hint mb-2 ml-8">
          {outsideOf !== null && (
            <>
              Not a session of <bdi>{outsideOf}</bdi>, because it is not on the conference’s days.{' '}
            </>
          )}
          {past && 'This date has passed. Once you add the event, only staff can change it. '}
          {similar.length > 0 && (
            <>
              You already have an event with this title, dates and location:{' '}
              {similar.map((event) => (
                <a key={event.id} href={`/events/${event.id}`} target="_blank" rel="noopener">
                  event {event.id} (opens in a new tab){' '}
                </a>
              ))}
            </>
          )}
        </p>
      )}
    </div>
  );
}

/** Returns "Tuesday, October 6, 2026", or "Tuesday to Wednesday, October 6–7, 2026". */
function inWords(startsOn: string, endsOn: string): string {
  const weekdays = startsOn === endsOn ? weekdayOf(startsOn) : `${weekdayOf(startsOn)} to ${weekdayOf(endsOn)}`;
  return `${weekdays}, ${formatDays(startsOn, endsOn)}`;
}
