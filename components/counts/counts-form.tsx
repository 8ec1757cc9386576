'use client';

import type { CountToRecord } from '@/lib/events/list-counts-to-record';
import type { ManyReports, RowProblem } from '@/lib/events/report-many';
import { formatDays } from '@/lib/platform/days';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { DataTable } from '../data-table';
import { DuplicatesLink } from '../duplicates/duplicates-link';
import { ErrorSummary, type FieldProblem } from '../error-summary';
import { describeField } from '../field';
import { FieldError } from '../field-error';
import { problemsOf } from '../form-problems';
import { Notice } from '../notice';
import { useFormAction } from '../use-form-action';

export type CountsFormState = FormState<ManyReports>;

type Props = {
  action: (before: CountsFormState, form: FormData) => Promise<CountsFormState>;
  counts: CountToRecord[];
  /** How many possible duplicates are on the roster of each event that has any. */
  duplicates: ReadonlyMap<number, number>;
  /** The form's page, which it is posted to without JavaScript. */
  address: string;
  cancelHref: string;
};

/**
 * Asks for the counts of many events in one table (M9): a blank box skips its event, 0 says that none were given out.
 * What could not be recorded stays open with its reason.
 */
export function CountsForm({ action, counts, duplicates, address, cancelHref }: Props) {
  const [state, submit, pending] = useFormAction<ManyReports>(action, EMPTY_FORM, address);
  const { answer } = state;
  const recorded = new Map(answer?.recorded.map(({ eventId, onPaper }) => [eventId, onPaper]));
  const open = new Map(answer?.open.map(({ eventId, problem }) => [eventId, problem]));
  const titles = new Map(counts.map(({ eventId, title }) => [eventId, title]));
  const problems: FieldProblem[] = (answer?.open ?? []).map(({ eventId, problem }) => ({
    field: `onPaper-${eventId}`,
    message: `${titles.get(eventId) ?? `Event ${eventId}`}: ${describeProblem(problem)}`,
  }));
  return (
    <form action={submit} noValidate>
      {recorded.size > 0 && (
        <Notice kind="success" announce>
          {recorded.size === 1 ? '1 count is recorded.' : `${recorded.size} counts are recorded.`}
        </Notice>
      )}
      <ErrorSummary problems={[...problemsOf(state), ...problems]} />
      <DataTable
        className="counts-table"
        caption={counts.length === 1 ? '1 event' : `${counts.length} events, longest overdue first`}
        rows={counts}
        rowKey={({ eventId }) => eventId}
        columns={[
          {
            heading: 'Event',
            cell: ({ eventId, title, conference }) => (
              <>
                <a href={`/events/${eventId}`}>{title}</a>
                {conference && <span className="sub">{conference}</span>}
                {duplicates.has(eventId) && (
                  <span className="sub">
                    <DuplicatesLink eventId={eventId} count={duplicates.get(eventId)!} />
                  </span>
                )}
              </>
            ),
          },
          { heading: 'Dates', cell: ({ startsOn, endsOn }) => formatDays(startsOn, endsOn) },
          {
            heading: 'Issued here',
            kind: 'number',
            cell: (count) => issuedHereOf(count, open.get(count.eventId) ?? null).toLocaleString('en-US'),
          },
          {
            heading: 'Given out on paper',
            cell: (count) => (
              <OnPaper
                count={count}
                state={state}
                recorded={recorded.get(count.eventId) ?? null}
                problem={open.get(count.eventId) ?? null}
              />
            ),
          },
        ]}
      />
      <ButtonRow>
        <Button disabled={pending}>Record the counts</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          {recorded.size > 0 ? 'Done' : 'Cancel'}
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

type OnPaperProps = {
  count: CountToRecord;
  state: CountsFormState;
  /** The number on paper that was just recorded; null while none was. */
  recorded: number | null;
  problem: RowProblem | null;
};

function OnPaper({ count, state, recorded, problem }: OnPaperProps) {
  const { eventId, title } = count;
  const name = `onPaper-${eventId}`;
  const error = problem ? describeProblem(problem) : undefined;
  if (recorded !== null) return <strong>{recorded.toLocaleString('en-US')}, recorded</strong>;
  return (
    <div className={error ? 'field field-with-error' : 'field'}>
      {error && <FieldError id={`${name}-error`}>{error}</FieldError>}
      <input
        id={name}
        name={name}
        aria-label={`Given out on paper: ${title}`}
        className="control control-xs"
        inputMode="numeric"
        autoComplete="off"
        maxLength={12}
        defaultValue={name in state.values ? textOf(state.values, name) : (count.onPaper ?? '')}
        {...describeField({ name, id: name, error })}
      />
      <RowFields count={count} issuedHere={issuedHereOf(count, problem)} problem={problem} />
    </div>
  );
}

const issuedHereOf = (count: CountToRecord, problem: RowProblem | null) => issuedNow(problem) ?? count.issuedHere;

/** What the row's form sends back: the numbers that the person saw and decides on. */
function RowFields({
  count,
  issuedHere,
  problem,
}: {
  count: CountToRecord;
  issuedHere: number;
  problem: RowProblem | null;
}) {
  const { eventId, latestReport, requestKey } = count;
  const replaces = problem?.kind === 'replaces' ? problem : null;
  return (
    <>
      <input type="hidden" name={`issuedHere-${eventId}`} value={issuedHere} />
      <input type="hidden" name={`sawReport-${eventId}`} value={replaces?.reportId ?? latestReport} />
      <input type="hidden" name={`requestKey-${eventId}`} value={replaces?.freshKey ?? requestKey} />
      {problem?.kind === 'large' && (
        <input type="hidden" name={`confirmedOnPaper-${eventId}`} value={problem.onPaper} />
      )}
    </>
  );
}

function issuedNow(problem: RowProblem | null): number | null {
  if (problem?.kind === 'moved') return problem.issuedHere;
  return problem?.kind === 'replaces' ? problem.entered.issuedHere : null;
}

function describeProblem(problem: RowProblem): string {
  switch (problem.kind) {
    case 'invalid':
      return problem.sentence;
    case 'large':
      return `${problem.onPaper.toLocaleString('en-US')} is a large number. If it is correct, save again.`;
    case 'moved':
      return `The number issued here is now ${problem.issuedHere.toLocaleString('en-US')}. If that is correct, save again.`;
    case 'replaces': {
      const theirs = (problem.recorded.onPaper + problem.recorded.issuedHere).toLocaleString('en-US');
      const yours = (problem.entered.onPaper + problem.entered.issuedHere).toLocaleString('en-US');
      return `${problem.recordedBy} recorded ${theirs} certificates on ${problem.recordedAt}; yours is ${yours}. To keep ${theirs}, empty the box. To record ${yours}, save again.`;
    }
  }
}
