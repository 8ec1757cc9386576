import type { UploadAbout } from '@/lib/attendees/import/sheets';
import type { FormState } from '@/lib/platform/forms/form-values';
import { ColumnFields, type TableLook } from '../attendees/column-fields';
import { RereadForm } from '../attendees/reread-form';
import { Button } from '../button';
import { Notice } from '../notice';

type Props = TableLook & {
  id: number;
  fileName: string;
  columns: readonly (string | null)[];
  options: readonly { value: string; label: string }[];
  /** Why attendance cannot be read from these columns. */
  why: string | null;
  /** The address of the report as its own headings suggest, if it is read as an earlier one. */
  startOverHref: string | null;
  /** Whether the person came here to see the result of a change. */
  isOpen: boolean;
  address: string;
  /** The other choices of the page, which the form sends along. */
  fields: readonly (readonly [name: string, value: string])[];
  about: Pick<UploadAbout, 'sheet' | 'sheets' | 'encoding'>;
  encodings: readonly { value: string; label: string }[];
  /** Text of the file beyond ASCII, as it is read now. */
  sample: string;
  reread: (before: FormState, form: FormData) => Promise<FormState>;
};

/** Shows how one report is read, and lets a person change it: the sheet, the encoding, the headings and the columns. */
export function ReportReading(props: Props) {
  const { id, fileName, why, startOverHref, isOpen, address, fields, about, encodings, sample, reread } = props;
  const { heading, firstRows, topLines, columns, options } = props;
  return (
    <details className="report-reading" open={isOpen || why !== null || startOverHref !== null}>
      <summary>
        How <bdi>{fileName}</bdi> is read
      </summary>
      {why && (
        <Notice kind="warning" title="This report can’t be counted yet">
          <p>{why}</p>
        </Notice>
      )}
      {startOverHref && (
        <Notice title="Read as last time">
          <p>
            Your provider counted a report with these headings before, and the columns are matched the same way.{' '}
            <a href={startOverHref}>
              Start over<span className="sr-only"> with {fileName}</span>
            </a>
          </p>
        </Notice>
      )}
      {(about.sheets || about.encoding) && (
        <RereadForm
          action={reread}
          address={address}
          about={about}
          encodings={encodings}
          sample={sample}
          suffix={`-${id}`}
          fileName={fileName}
        />
      )}
      <form action={address} method="get">
        {fields.map(([name, value]) => (
          <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
        ))}
        <input type="hidden" name="change" value={id} />
        <ColumnFields
          heading={heading}
          firstRows={firstRows}
          topLines={topLines}
          columns={columns}
          options={options}
          suffix={`-${id}`}
          emptyLabel="Do not read"
          error={null}
        />
        <Button variant="secondary">
          Read the report this way<span className="sr-only">: {fileName}</span>
        </Button>
      </form>
    </details>
  );
}
