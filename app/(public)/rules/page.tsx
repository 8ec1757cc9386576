import type { Metadata } from 'next';
import { DataTable } from '@/components/data-table';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { supportAddress } from '@/lib/platform/env';
import { DUTIES, RULES } from './duties';

export const metadata: Metadata = { title: 'Rules for providers' };

export default function RulesPage() {
  const address = supportAddress();
  return (
    <>
      <PageHeader
        title="Rules for providers"
        lead="What an approved provider of professional development units (PDUs) agrees to, and where each duty comes from."
      />
      <div className="prose">
        <h2 id="rules">The rules</h2>
        <p>
          Three Administrative Rules of Montana (ARM) apply. Their full text is published at{' '}
          <a href="https://rules.mt.gov">rules.mt.gov</a>; search for the number.
        </p>
        <ul>
          {RULES.map(({ number, title }) => (
            <li key={number}>
              <strong>ARM {number}</strong>, {title}
            </li>
          ))}
        </ul>
        <Inset>
          <p>This page is a plain-language reminder. If it differs from a rule, the rule applies.</p>
        </Inset>
        <h2 id="duties">Your duties</h2>
      </div>
      <div className="mt-4 max-w-[60rem]">
        <DataTable
          caption="Duties of an approved provider and their sources"
          captionHidden
          head={
            <>
              {/* biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away. */}
              <th scope="col" role="columnheader">
                Duty
              </th>
              <th scope="col" role="columnheader">
                In plain language
              </th>
              <th scope="col" role="columnheader">
                Source
              </th>
              {/* biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away. */}
            </>
          }
        >
          {DUTIES.map(({ duty, words, source }) => (
            // biome-ignore-start lint/a11y/noRedundantRoles: the card layout would take the meaning away.
            <tr key={duty} role="row">
              <th scope="row" role="rowheader">
                {duty}
              </th>
              <td role="cell">{words}</td>
              <td role="cell" data-label="Source">
                {source}
              </td>
            </tr>
            // biome-ignore-end lint/a11y/noRedundantRoles: the card layout would take the meaning away.
          ))}
        </DataTable>
      </div>
      <div className="prose mt-10">
        <h2 id="what-earns-units">What earns units</h2>
        <p>
          Planned, structured learning for P–12 educators, with a stated aim and new learning. One hour of instruction
          is one PDU. Meals and breaks do not count.
        </p>
        <p>
          These do not earn units: staff meetings, planning time, compliance modules, required refreshers, duties that
          earn extra pay, and unstructured mentoring.
        </p>
        <h2 id="questions">Questions</h2>
        <p>
          Email <a href={`mailto:${address}`}>{address}</a>. To learn how to do each of these in PDUPS, see the{' '}
          <a href="/help">help page</a>.
        </p>
      </div>
    </>
  );
}
