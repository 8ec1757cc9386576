import { standingOn } from '@/lib/access/standing';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import type { Provider } from '@/lib/providers/find-own-provider';
import { STANDING_WORDS } from '@/lib/providers/standing-words';
import { PROVIDER_KINDS, typeInWords } from '@/lib/providers/words';
import { DataTable } from '../data-table';

/** Lists providers for staff. */
export function ProviderTable({ providers, today }: { providers: Provider[]; today: Day }) {
  return (
    <DataTable
      size="several"
      caption="Providers, by name"
      rows={providers}
      rowKey={({ id }) => id}
      columns={[
        {
          heading: 'Provider',
          cell: ({ id, name, knownAs }) => (
            <>
              <a href={`/admin/providers/${id}`} dir="auto">
                {name}
              </a>
              {knownAs && (
                <span className="sub" dir="auto">
                  {knownAs.replaceAll('\n', ', ')}
                </span>
              )}
            </>
          ),
        },
        { heading: 'Standing', cell: (provider) => STANDING_WORDS[standingOn(provider, today)].label },
        { heading: 'Kind', cell: ({ kind }) => PROVIDER_KINDS[kind] },
        { heading: 'Type', cell: ({ type }) => typeInWords(type) },
        { heading: 'Phone', cell: ({ phone }) => phone },
        { heading: 'Approved', cell: ({ approvedOn }) => (approvedOn ? formatDay(approvedOn) : 'Not on record') },
      ]}
    />
  );
}
