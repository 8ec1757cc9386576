import { standingOn } from '@/lib/access/standing';
import type { Day } from '@/lib/platform/clock';
import { formatDay } from '@/lib/platform/days';
import type { Provider } from '@/lib/providers/find-own-provider';
import { STANDING_WORDS } from '@/lib/providers/standing-words';
import { PROVIDER_KINDS, typeInWords } from '@/lib/providers/words';
import { DataTable } from '../data-table';

const HEADINGS = ['Provider', 'Standing', 'Kind', 'Type', 'Phone', 'Approved'];

/** Lists providers for staff. */
export function ProviderTable({ providers, today }: { providers: Provider[]; today: Day }) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
    <DataTable
      columns="several"
      caption="Providers, by name"
      head={HEADINGS.map((heading) => (
        <th key={heading} scope="col" role="columnheader">
          {heading}
        </th>
      ))}
    >
      {providers.map(({ id, name, knownAs, kind, type, phone, approvedOn, ...standing }) => (
        <tr key={id} role="row">
          <th scope="row" role="rowheader">
            <a href={`/admin/providers/${id}`} dir="auto">
              {name}
            </a>
            {knownAs && (
              <span className="sub" dir="auto">
                {knownAs.replaceAll('\n', ', ')}
              </span>
            )}
          </th>
          <td role="cell" data-label="Standing">
            {STANDING_WORDS[standingOn(standing, today)].label}
          </td>
          <td role="cell" data-label="Kind">
            {PROVIDER_KINDS[kind]}
          </td>
          <td role="cell" data-label="Type">
            {typeInWords(type)}
          </td>
          <td role="cell" data-label="Phone">
            {phone}
          </td>
          <td role="cell" data-label="Approved">
            {approvedOn ? formatDay(approvedOn) : 'Not on record'}
          </td>
        </tr>
      ))}
    </DataTable>
    // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
  );
}
