import { formatMoment } from '@/lib/platform/days';

type Report = {
  id: number;
  count: number;
  issued: number;
  reportedAt: Date;
  reportedByName: string;
  reportedByStaff: boolean;
};

/** Lists every count that was recorded, the current one first. */
export function ReportHistory({ reports }: { reports: Report[] }) {
  return (
    <ol className="history">
      {reports.map(({ id, count, issued, reportedAt, reportedByName, reportedByStaff }, index) => (
        <li key={id}>
          <strong>{count.toLocaleString('en-US')}</strong> {count === 1 ? 'certificate' : 'certificates'}
          {issued > 0 &&
            `: ${issued.toLocaleString('en-US')} issued here, ${(count - issued).toLocaleString('en-US')} on paper`}
          {index > 0 && ' (replaced)'}
          <span className="hint">
            {reportedByName}
            {reportedByStaff && ', agency staff'}, {formatMoment(reportedAt)}
          </span>
        </li>
      ))}
    </ol>
  );
}
