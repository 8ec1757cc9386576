import type { ReactNode } from 'react';
import { reportingYear } from '@/lib/events/reporting-year';
import type { Day } from '@/lib/platform/clock';
import type { DocumentStatus, YearOfDocuments } from '@/lib/yearly-documents/list-years';
import { DOCUMENT_KINDS, DOCUMENT_WORDS, type DocumentKind } from '@/lib/yearly-documents/rules';
import { DataTable } from '../data-table';
import { DocumentStatusWords } from './document-status';

type Props = {
  years: YearOfDocuments[];
  today: Day;
  /** What the person can do about a document; null: nothing. */
  link: (kind: DocumentKind, year: number, status: DocumentStatus) => { href: string; label: string } | null;
};

/** Lists, for each reporting year, where the yearly agreement and the annual report stand. */
export function YearsTable({ years, today, link }: Props) {
  return (
    <DataTable
      caption="Yearly agreement and annual report, by reporting year"
      captionHidden
      rows={years}
      rowKey={({ year }) => year}
      columns={[
        { heading: 'Reporting year', cell: ({ year }) => reportingYear(year).label },
        ...DOCUMENT_KINDS.map((kind) => ({
          heading: DOCUMENT_WORDS[kind],
          cell: (row: YearOfDocuments): ReactNode => (
            <>
              <DocumentStatusWords status={row[kind]} today={today} />
              <DocumentLink kind={kind} year={row.year} link={link(kind, row.year, row[kind])} />
            </>
          ),
        })),
      ]}
    />
  );
}

type LinkProps = { kind: DocumentKind; year: number; link: ReturnType<Props['link']> };

function DocumentLink({ kind, year, link }: LinkProps) {
  if (!link) return null;
  return (
    <span className="sub">
      <a href={link.href}>
        {link.label}
        <span className="sr-only">
          : {DOCUMENT_WORDS[kind].toLowerCase()} {reportingYear(year).label}
        </span>
      </a>
    </span>
  );
}
