import type { Metadata } from 'next';
import { publicPage } from '@/app/_edges/public-page';
import { DataTable } from '@/components/data-table';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { supportAddress } from '@/lib/platform/env';
import { providerWords } from '@/lib/platform/provider-words';
import { SETTINGS } from '@/lib/settings/definitions';
import { settingNow } from '@/lib/settings/read-setting';
import { DOCUMENTS, DUTIES, RULES } from './duties';

export function generateMetadata(): Metadata {
  return { title: `Rules for ${providerWords().many}` };
}

/** Lets anyone read what approved providers agree to (M26, M28). */
export default publicPage(async (visit) => {
  const address = supportAddress();
  const { one, many } = providerWords();
  const addresses = await settingNow(visit, 'rules');
  return (
    <>
      <PageHeader
        title={`Rules for ${many}`}
        lead={`What an approved ${one} of professional development units (PDUs) agrees to, and where each duty comes from.`}
      />
      <div className="prose">
        <h2 id="rules">The rules</h2>
        <p>Three Administrative Rules of Montana (ARM) apply.</p>
        <ul>
          {RULES.map(({ number, title, address }) => (
            <li key={number}>
              <a href={addresses[address]} rel="noopener">
                ARM {number}
              </a>
              , {title}
            </li>
          ))}
        </ul>
        <p>Two documents of the agency say how it reads the rules, and which data it asks for:</p>
        <ul>
          {DOCUMENTS.map((document) => (
            <li key={document}>
              <a href={addresses[document]} rel="noopener">
                {SETTINGS.rules.fields[document].label}
              </a>
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
          rows={DUTIES}
          rowKey={({ duty }) => duty}
          columns={[
            { heading: 'Duty', cell: ({ duty }) => duty },
            { heading: 'In plain language', unlabeled: true, cell: ({ words }) => words },
            { heading: 'Source', cell: ({ source }) => source },
          ]}
        />
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
        <h2 id="become-a-provider">Become an approved {one}</h2>
        <p>
          An organization must be approved before it offers an event. First look for it among the{' '}
          <a href="/providers">approved {many}</a>. If it isn’t there, email <a href={`mailto:${address}`}>{address}</a>{' '}
          to ask how to apply.
        </p>
        <h2 id="questions">Questions</h2>
        <p>
          Email <a href={`mailto:${address}`}>{address}</a>. To learn how to do each of these in PDUPS, see the{' '}
          <a href="/help">help page</a>.
        </p>
      </div>
    </>
  );
});
