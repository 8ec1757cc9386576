import { COLUMN_KINDS, COLUMN_LABELS } from '@/lib/attendees/import/columns';
import type { Matching } from '@/lib/attendees/import/matching';
import { Button } from '../button';
import { CheckboxField } from '../checkbox-field';
import { ChoiceGroup } from '../choice-group';
import { SelectField } from '../select-field';

type Props = {
  matching: Matching;
  /** The cells of the first lines, headings and all. */
  firstLines: string[][];
  address: string;
  error: string | null;
};

const OPTIONS = COLUMN_KINDS.map((value) => ({ value, label: COLUMN_LABELS[value] }));

/** Which column holds what. A GET form: the address says it, and the page shows what would come of it. */
export function MatchingForm({ matching, firstLines, address, error }: Props) {
  const { headings, columns, unmarked } = matching;
  const [first = [], ...others] = firstLines;
  const shown = headings ? others : firstLines;
  return (
    <form action={address} method="get">
      <input type="hidden" name="matched" value="yes" />
      <div className="matching">
        {columns.map((kind, index) => (
          <SelectField
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is known by its place alone.
            key={index}
            name={`c${index}`}
            label={<bdi>{(headings && first[index]) || `Column ${index + 1}`}</bdi>}
            hint={<bdi>{sampleOf(shown, index)}</bdi>}
            error={index === 0 ? error : undefined}
            emptyLabel="Do not import"
            options={OPTIONS}
            defaultValue={kind ?? ''}
          />
        ))}
      </div>
      <CheckboxField name="headings" label="The first line holds headings" defaultChecked={headings} />
      <ChoiceGroup
        type="radio"
        name="unmarked"
        label="Did they complete the event?"
        hint="For people without a mark in a column “Completed the event”."
        choices={[
          { value: 'leave', label: 'Not said here: I mark them on the roster' },
          { value: 'completed', label: 'Yes, everyone in this list completed it' },
        ]}
        isChosen={(value) => value === unmarked}
        controlled={false}
      />
      <Button variant="secondary">Show what would happen</Button>
    </form>
  );
}

/** The first cells of a column, for telling what it holds. */
function sampleOf(lines: string[][], column: number): string {
  const cells = lines.map((cells) => cells[column] ?? '').filter(Boolean);
  return cells.length === 0
    ? 'Empty in the first lines'
    : `${cells.slice(0, 2).join(', ').slice(0, 80)}${cells.length > 2 ? ', …' : ''}`;
}
