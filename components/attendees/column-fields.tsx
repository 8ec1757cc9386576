import { SelectField } from '../select-field';

/** What a person needs to see of a table to say what its columns contain. */
export type TableLook = {
  /** The line of headings, if there is one. */
  heading: readonly [line: number, cells: string[]] | null;
  /** The cells of the first rows of people. */
  firstRows: string[][];
  /** Lines that may be the headings, each with its number. */
  topLines: readonly (readonly [line: number, cells: string[]])[];
};

type Props = TableLook & {
  columns: readonly (string | null)[];
  options: readonly { value: string; label: string }[];
  /** Follows the names of the fields, if a page has several tables. */
  suffix?: string;
  emptyLabel: string;
  error: string | null;
};

/** Asks which line has the headings, and what each column contains. */
export function ColumnFields({
  heading,
  firstRows,
  topLines,
  columns,
  options,
  suffix = '',
  emptyLabel,
  error,
}: Props) {
  const headingLine = String(heading?.[0] ?? 0);
  return (
    <>
      <input type="hidden" name={`headingBefore${suffix}`} value={headingLine} />
      <SelectField
        name={`heading${suffix}`}
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
            // biome-ignore lint/suspicious/noArrayIndexKey: only its position identifies a column.
            key={index}
            name={`c${index}${suffix}`}
            label={<bdi>{heading?.[1][index] || `Column ${index + 1}`}</bdi>}
            hint={<bdi>{sampleOf(firstRows, index)}</bdi>}
            error={index === 0 ? (error ?? undefined) : undefined}
            emptyLabel={emptyLabel}
            options={options}
            defaultValue={kind ?? ''}
          />
        ))}
      </div>
    </>
  );
}

/** Returns the first cells of a column, which show what it contains. */
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
