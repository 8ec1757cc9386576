import type { Column } from '../data-table';
import { SelectAll } from './select-all';

type Ticks<Row> = {
  /** The name of the boxes. */
  name: string;
  /** The box that ticks all of them. */
  all: { label: string; checked?: boolean };
  /** The box of a row, or null for a row that cannot be chosen. */
  box: (row: Row) => { value: string | number; label: string; checked?: boolean } | null;
};

/** Returns a column of boxes to choose rows with. */
export function tickColumn<Row>({ name, all, box }: Ticks<Row>): Column<Row> {
  return {
    heading: 'Checked',
    headingHidden: true,
    kind: 'tick',
    beside: <SelectAll name={name} {...all} />,
    cell: (row) => {
      const ticked = box(row);
      return (
        ticked && (
          <label className="choice">
            <input type="checkbox" name={name} value={ticked.value} defaultChecked={ticked.checked} />
            <span className="sr-only" dir="auto">
              {ticked.label}
            </span>
          </label>
        )
      );
    },
  };
}
