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
      rows={total ? [...lines, total] : lines}
      rowKey={({ label }) => label}
      rowClass={(line) => (line === total ? 'total' : undefined)}
      columns={[
        { heading, cell: ({ label }) => label },
        { heading: 'Events', kind: 'number', cell: ({ events }) => events.toLocaleString('en-US') },
        {
          heading: 'PDUs offered',
          kind: 'number',
          cell: ({ units }) => Number(units).toLocaleString('en-US', { maximumFractionDigits: 2 }),
        },
        { heading: 'Counts due', kind: 'number', cell: ({ countsDue }) => countsDue.toLocaleString('en-US') },
        { heading: 'Certificates', kind: 'number', cell: ({ certificates }) => certificates.toLocaleString('en-US') },
        {
          heading: 'Certificates as a bar',
          headingHidden: true,
          kind: 'bar',
          cell: (line) => line !== total && line.certificates > 0 && <Bar part={line.certificates / most} />,
        },
      ]}
    />
  );
}

function Bar({ part }: { part: number }) {
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width={Math.max(1, part * 100)} height="8" />
    </svg>
  );
}
