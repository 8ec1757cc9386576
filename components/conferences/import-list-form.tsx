'use client';

import type { ImportedList } from '@/lib/conference-roster/import/import-list';
import { type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { FormProgress } from '../form-progress';
import { Notice } from '../notice';
import { RadioGroup } from '../radio-group';
import { useFormAction } from '../use-form-action';

type State = FormState<ImportedList>;

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  address: string;
  cancelHref: string;
  rosterHref: string;
  /** The names that were matched by hand. */
  fields: Record<string, string>;
  /** What happens to people without a mark; null for a list with times, which has none. */
  unmarked: 'leave' | 'completed' | null;
  label: string;
};

/** Imports a list into the rosters of several sessions, and leads to the rows that somebody has to look at. */
export function ImportListForm({ action, address, cancelHref, rosterHref, fields, unmarked, label }: Props) {
  const before: State = { values: { unmarked: unmarked ?? 'leave' }, errors: [] };
  const [state, submit, pending] = useFormAction<ImportedList>(action, before, address);
  if (state.answer) {
    const { sessions, added, changed, left } = state.answer;
    return (
      <>
        {sessions > 0 && (
          <Notice kind="success" announce title={`Imported to ${sessions} ${sessions === 1 ? 'session' : 'sessions'}`}>
            <p>
              {added} added, {changed} changed. <a href={rosterHref}>Roster of the conference</a>
            </p>
          </Notice>
        )}
        <Notice kind="warning" title="Some rows need you">
          <ul>
            {left.map(({ id, title, address: href, rows }) => (
              <li key={id}>
                <a href={href}>
                  <bdi>{title}</bdi>
                </a>
                : {rows} {rows === 1 ? 'row' : 'rows'}
              </li>
            ))}
          </ul>
        </Notice>
      </>
    );
  }
  return (
    <form action={submit} noValidate className="mt-6">
      <ErrorSummary problems={problemsOf(state)} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {unmarked && (
        <RadioGroup
          name="unmarked"
          label="People without a mark that says whether they attended"
          defaultValue={textOf(state.values, 'unmarked')}
          choices={[
            { value: 'leave', label: 'Only registered', hint: 'New people are not marked as completed.' },
            {
              value: 'completed',
              label: 'Completed the session',
              hint: 'Choose this for badge scans, because the list only has people who attended.',
            },
          ]}
        />
      )}
      <FormProgress pending={pending} />
      <ButtonRow>
        <Button disabled={pending}>{pending ? 'Importing…' : label}</Button>
        <ButtonLink href={cancelHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}
