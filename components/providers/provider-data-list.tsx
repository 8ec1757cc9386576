import { DATA_LABELS, type DataField, describeData, type ProviderData } from '@/lib/providers/provider-data';
import { SummaryList } from '../summary-list';

/** Where a field is used, for people who wonder. */
const USES: Partial<Record<DataField, string>> = {
  name: 'Printed on certificates',
  phone: 'Printed on certificates',
  knownAs: 'Found by people who search for them',
  primaryContact: 'The agency calls this person first',
};

/** Lists what is on record about a provider. */
export function ProviderDataList({ data, more }: { data: ProviderData; more: { term: string; value: string }[] }) {
  const rows = (Object.keys(DATA_LABELS) as DataField[]).map((field) => ({
    term: DATA_LABELS[field],
    value: (
      <>
        <span className="whitespace-pre-line" dir="auto">
          {describeData(data, field) ?? blankOf(data, field)}
        </span>
        {USES[field] && <span className="hint block">{USES[field]}</span>}
      </>
    ),
  }));
  return <SummaryList rows={[...rows, ...more]} />;
}

function blankOf({ mailingAddress }: ProviderData, field: DataField) {
  const same = field === 'physicalAddress' && mailingAddress !== null;
  return <span className="hint">{same ? 'The same as the mailing address' : 'Not on record'}</span>;
}
