import type { Numbers } from '@/lib/events/own-numbers';
import { DataTable } from '../data-table';

type Props = {
  caption: string;
  /** What a line is about: "Month". */
  heading: string;
  lines: Numbers[];
  /** The sum of all events, as the last line. Left out where an event counts in several lines. */
  total?: Numbers;
};

/** Shows numbers by month or category, with the certificates of each line as a bar beside their number. */
export function NumbersTable({ caption, heading, lines, total }: Props) {
  const most = Math.max(1, ...lines.map(({ certificates }) => certificates));
  return (
    <DataTable
      className="numbers-table"
      caption={caption}
      captionHidden
      head={
        // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
        <>
          <th scope="col" role="columnheader">
            {heading}
          </th>
          <th scope="col" role="columnheader" className="number">
            Events
          </th>
          <th scope="col" role="columnheader" className="number">
            PDUs offered
          </th>
          <th scope="col" role="columnheader" className="number">
            Counts due
          </th>
          <th scope="col" role="columnheader" className="number">
            Certificates
          </th>
          <th scope="col" role="columnheader" className="bar">
            <span className="sr-only">Certificates as a bar</span>
          </th>
        </>
        // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
      }
    >
      {lines.map((line) => numbersRow(line, most))}
      {total && numbersRow(total, null)}
    </DataTable>
  );
}

/** @param most the largest number of certificates of a line, whose bar is as long as its cell; null for no bar */
function numbersRow({ label, events, units, certificates, countsDue }: Numbers, most: number | null) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: DataTable says why.
    <tr role="row" key={label} className={most === null ? 'total' : undefined}>
      <th scope="row" role="rowheader">
        {label}
      </th>
      <td role="cell" data-label="Events" className="number">
        {events.toLocaleString('en-US')}
      </td>
      <td role="cell" data-label="PDUs offered" className="number">
        {Number(units).toLocaleString('en-US', { maximumFractionDigits: 2 })}
      </td>
      <td role="cell" data-label="Counts due" className="number">
        {countsDue.toLocaleString('en-US')}
      </td>
      <td role="cell" data-label="Certificates" className="number">
        {certificates.toLocaleString('en-US')}
      </td>
      <td role="cell" className="bar">
        {most !== null && certificates > 0 && (
          <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect width={Math.max(1, (certificates / most) * 100)} height="8" />
          </svg>
        )}
      </td>
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: DataTable says why.
  );
}
