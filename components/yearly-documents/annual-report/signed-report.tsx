import type { SignedFacts } from '@/lib/yearly-documents/annual-report/report-facts';
import { missingFrom } from '@/lib/yearly-documents/annual-report/report-facts';
import { Inset } from '../../inset';
import { ContactList } from './contact-list';
import { ReportFigures } from './report-figures';

/** Shows an annual report as it was signed, and how the numbers have changed since then. */
export function SignedReport({ facts, changes }: { facts: SignedFacts; changes: string[] }) {
  const missing = missingFrom(facts);
  return (
    <>
      <section>
        <h2>As it was signed</h2>
        {changes.length > 0 && (
          <Inset title="Since then">
            <p>{changes.join(', ')}. The report stays as it was signed.</p>
          </Inset>
        )}
        <ReportFigures summary={facts.summary} />
        {missing.length > 0 && (
          <Inset title="What was missing">
            <p>{missing.join(' ')}</p>
            {facts.whyIncomplete && (
              <p className="prose-lines" dir="auto">
                {facts.whyIncomplete}
              </p>
            )}
          </Inset>
        )}
      </section>
      <section>
        <h2>Contacts at that time</h2>
        <ContactList contacts={facts.contacts} />
      </section>
    </>
  );
}
