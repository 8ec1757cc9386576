import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { News } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { FoundPeople } from '@/components/certificates/found-people';
import { EmptyState } from '@/components/empty-state';
import { FilterBar } from '@/components/filter-bar';
import { PageHeader } from '@/components/page-header';
import { TextField } from '@/components/text-field';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { findCertificates, MAX_FOUND } from '@/lib/certificates/find/find-certificates';
import { resendAction } from './actions';

export const metadata: Metadata = { title: 'Find certificates' };

type Given = string | string[] | undefined;
type Props = { searchParams: Promise<{ q?: Given; sent?: Given }> };

/** Finds a person's certificates across all events of the provider, and emails them again: "I lost mine." */
export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const { q: given, sent: done } = await searchParams;
  const q = typeof given === 'string' ? given : '';
  const sent = typeof done === 'string' && /^\d{1,2}$/.test(done) ? Number(done) : 0;
  const { people, more } = await findCertificates(ctx, q);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Event List', href: '/events' }, { label: 'Find certificates' }]} />
      {sent > 0 && <News>{sent === 1 ? 'The email is on its way.' : `${sent} emails are on their way.`}</News>}
      <PageHeader
        title="Find certificates"
        lead="Did an attendee lose a certificate? Find the person’s valid certificates of all your events, and send them again."
      />
      <FilterBar
        action="/certificates"
        label="Find certificates"
        search={
          <TextField
            name="q"
            type="search"
            label="Name or email address"
            hint="Part of the name, or the whole email address. Accents and capital letters don’t matter."
            defaultValue={q}
            maxLength={200}
          />
        }
      />
      {people.length > 0 ? (
        <>
          {more && <p className="hint">Only the first {MAX_FOUND} certificates are listed. Enter more of the name.</p>}
          <FoundPeople
            people={people}
            q={q}
            action={whyNotAllowed(ctx.actor, 'certificate.mail') === null ? resendAction : null}
          />
        </>
      ) : (
        q.trim() !== '' && (
          <EmptyState title="No certificate matches">
            <p>
              Try the last name only, or the email address. Certificates on paper are not in this list: only the ones
              issued here are.
            </p>
          </EmptyState>
        )
      )}
    </>
  );
});
