'use client';

import type { UploadAbout } from '@/lib/attendees/import/sheets';
import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ChoiceGroup } from '../choice-group';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { SelectField } from '../select-field';
import { useFormAction } from '../use-form-action';

type Props = {
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
  about: Pick<UploadAbout, 'sheet' | 'sheets' | 'encoding'>;
  /** The encodings that can be chosen. */
  encodings: readonly { value: string; label: string }[];
  /** Text of the file beyond ASCII, as it is read now. */
  sample: string;
  /** Follows the ids of the fields, if a page has several files. */
  suffix?: string;
  /** Names the file for screen readers, if a page has several. */
  fileName?: string;
};

/** Has a file read again: another of its sheets, or in another encoding. */
export function RereadForm({ action, address, about, encodings, sample, suffix = '', fileName }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM, address);
  return (
    <form action={submit} noValidate>
      <ErrorSummary problems={problemsOf(state).map(({ message, signIn }) => ({ message, signIn }))} />
      {about.sheets && (
        <ChoiceGroup
          type="radio"
          name="sheet"
          id={`sheet${suffix}`}
          label="Which sheet has the list?"
          choices={about.sheets.map(({ name, rows, sample: cells }, index) => ({
            value: String(index),
            label: <bdi>{name || `Sheet ${index + 1}`}</bdi>,
            hint: `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}: ${cells
              .map((line) => line.filter(Boolean).join(' · '))
              .join(' / ')
              .slice(0, 160)}`,
          }))}
          isChosen={(value) => value === String(about.sheet)}
          controlled={false}
        />
      )}
      {about.encoding && (
        <SelectField
          name="encoding"
          id={`encoding${suffix}`}
          label="Encoding of the file"
          hint={<>If these words are wrong, choose another one: {<bdi>{sample}</bdi>}</>}
          options={encodings}
          defaultValue={about.encoding}
        />
      )}
      <Button variant="secondary" disabled={pending}>
        {pending ? 'Reading…' : 'Read the file again'}
        {fileName && <span className="sr-only">: {fileName}</span>}
      </Button>
    </form>
  );
}
