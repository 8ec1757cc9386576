import { COLUMN_KINDS, COLUMN_LABELS } from '@/lib/attendees/import/columns';
import type { Mark } from '@/lib/attendees/import/marks';
import type { Matching } from '@/lib/attendees/import/matching';
import { CLEANING_LABELS, type Cleaning } from '@/lib/attendees/import/names';
import type { MarkedWord } from '@/lib/attendees/import/status-column';
import { Button } from '../button';
import { CheckboxField } from '../checkbox-field';
import { ChoiceGroup } from '../choice-group';
import { SelectField } from '../select-field';
import { ColumnFields, type TableLook } from './column-fields';

type Props = TableLook & {
  matching: Matching;
  /** Words of the status column, and what they mean. */
  marks: readonly MarkedWord[];
  /** The cleanings that change a name, or would. */
  cleanings: readonly Cleaning[];
  address: string;
  error: string | null;
};

const OPTIONS = COLUMN_KINDS.map((value) => ({ value, label: COLUMN_LABELS[value] }));

const MARK_OPTIONS: { value: Mark; label: string }[] = [
  { value: 'yes', label: 'Completed' },
  { value: 'no', label: 'Not completed' },
  { value: 'none', label: 'Says nothing about it' },
];

/** Which column holds what. A GET form: the address says it, and the page shows what would come of it. */
export function MatchingForm({ matching, heading, firstRows, topLines, marks, cleanings, address, error }: Props) {
  const { columns, unmarked } = matching;
  return (
    <form action={address} method="get">
      <input type="hidden" name="matched" value="yes" />
      <ColumnFields
        heading={heading}
        firstRows={firstRows}
        topLines={topLines}
        columns={columns}
        options={OPTIONS}
        emptyLabel="Do not import"
        error={error}
      />
      {marks.length > 0 && (
        <fieldset className="field">
          <legend className="field-label">What these words in the “{COLUMN_LABELS.completed}” column mean</legend>
          <div className="matching">
            {marks.map(({ word, text, mark, count }) => (
              <SelectField
                key={word}
                id={`word-${word.replaceAll(/[^\p{L}\p{N}]/gu, '-')}-${count}`}
                name={`word-${word}`}
                label={<bdi>{text}</bdi>}
                hint={`In ${count.toLocaleString('en-US')} ${count === 1 ? 'row' : 'rows'}`}
                options={MARK_OPTIONS}
                defaultValue={mark}
              />
            ))}
          </div>
        </fieldset>
      )}
      {cleanings.map((cleaning) => (
        <div key={cleaning}>
          <input type="hidden" name={`shown-${cleaning}`} value="yes" />
          <CheckboxField
            name={`clean-${cleaning}`}
            label={CLEANING_LABELS[cleaning]}
            defaultChecked={!matching.off?.includes(cleaning)}
          />
        </div>
      ))}
      <ChoiceGroup
        type="radio"
        name="unmarked"
        label="Did they complete the event?"
        hint="For people with nothing in a “Completed the event” column."
        choices={[
          { value: 'leave', label: 'I will mark them on the roster later' },
          { value: 'completed', label: 'Yes, everyone on this list completed it' },
        ]}
        isChosen={(value) => value === unmarked}
        controlled={false}
      />
      <Button variant="secondary">Preview import</Button>
    </form>
  );
}
