import { COLUMN_KINDS, COLUMN_LABELS } from '@/lib/attendees/import/columns';
import type { Mark } from '@/lib/attendees/import/marks';
import type { Matching } from '@/lib/attendees/import/matching';
import { CLEANING_LABELS, type Cleaning } from '@/lib/attendees/import/names';
import type { MarkedWord } from '@/lib/attendees/import/understand';
import { Button } from '../button';
import { CheckboxField } from '../checkbox-field';
import { ChoiceGroup } from '../choice-group';
import { SelectField } from '../select-field';

type Props = {
  matching: Matching;
  /** The line of headings, if there is one, and the cells of the first rows of people. */
  heading: readonly [line: number, cells: string[]] | null;
  firstRows: string[][];
  /** Lines that may be the headings, each with its number. */
  topLines: readonly (readonly [line: number, cells: string[]])[];
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
  const headingLine = String(heading?.[0] ?? 0);
  return (
    <form action={address} method="get">
      <input type="hidden" name="matched" value="yes" />
      <input type="hidden" name="headingBefore" value={headingLine} />
      <SelectField
        name="heading"
        label="Row with the headings"
        hint="If you choose another row, the columns below are matched again."
        options={[
          { value: '0', label: 'There are no headings' },
          ...topLines.map(([line, cells]) => ({ value: String(line), label: `Row ${line}: ${lookOf(cells)}` })),
        ]}
        defaultValue={headingLine}
      />
      <div className="matching">
        {columns.map((kind, index) => (
          <SelectField
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place alone.
            key={index}
            name={`c${index}`}
            label={<bdi>{heading?.[1][index] || `Column ${index + 1}`}</bdi>}
            hint={<bdi>{sampleOf(firstRows, index)}</bdi>}
            error={index === 0 ? error : undefined}
            emptyLabel="Do not import"
            options={OPTIONS}
            defaultValue={kind ?? ''}
          />
        ))}
      </div>
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

/** The first cells of a column, for telling what it holds. */
function sampleOf(lines: string[][], column: number): string {
  const cells = lines.map((cells) => cells[column] ?? '').filter(Boolean);
  return cells.length === 0
    ? 'Blank in the first rows'
    : `${cells.slice(0, 2).join(', ').slice(0, 80)}${cells.length > 2 ? ', …' : ''}`;
}

function lookOf(cells: readonly string[]): string {
  const text = cells.filter(Boolean).join(' · ');
  return text.length > 70 ? `${text.slice(0, 70)}…` : text;
}
