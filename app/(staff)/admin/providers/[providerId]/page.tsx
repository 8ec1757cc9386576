import { keepProviderForm } from '@/app/_edges/keep-provider-form';
import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { PageHeader } from '@/components/page-header';
import { ExportList } from '@/components/providers/export-list';
import { HoldingsList } from '@/components/providers/holdings-list';
import { MergedNotice } from '@/components/providers/merged-notice';
import { PeopleTable } from '@/components/providers/people-table';
import { WaitingProposals } from '@/components/providers/proposal-facts';
import { ProviderDataList } from '@/components/providers/provider-data-list';
import { StaffNotes } from '@/components/providers/staff-notes';
import { StandingHistory } from '@/components/providers/standing-history';
import { YearsTable } from '@/components/yearly-documents/years-table';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { everyEventHref } from '@/lib/events/every-event-query';
import { COUNTS_DUE, WHOLE_LIST } from '@/lib/events/list-query';
import { formatDay } from '@/lib/platform/days';
import type { Context } from '@/lib/platform/visit';
import { dataOf } from '@/lib/providers/provider-data';
import { estimateProviderHoldings } from '@/lib/providers/staff/count-holdings';
import { listProviderExports } from '@/lib/providers/staff/export/exports';
import { getProvider } from '@/lib/providers/staff/get-provider';
import { findMerge } from '@/lib/providers/staff/merging/merge-providers';
import { listProviderNotes } from '@/lib/providers/staff/notes';
import { STANDING_WORDS, standingsOf } from '@/lib/providers/standing-words';
import { PROVIDER_KINDS, typeInWords } from '@/lib/providers/words';
import { parseProviderId } from '@/lib/users/provider-id';
import { whyNoSuchYear } from '@/lib/yearly-documents/rules';
import { listProviderYears } from '@/lib/yearly-documents/staff/get-documents';
import { askForExportAction } from './exports/actions';
import { addNoteAction } from './notes/actions';

export const generateMetadata = titledByProvider();

const SAVED = {
  added: 'The provider was added. If you named a manager, they were notified by email.',
  noted: 'The note was saved.',
  changed: 'The record was changed. The provider’s managers were notified by email.',
  standing: 'The standing was changed. The provider’s managers were notified by email.',
  reopened: 'The provider was reopened. Its managers were notified by email.',
  unmerged: 'The merge was undone. The managers of both providers were notified by email.',
  exporting: 'The export is being made. It appears below when it is ready.',
  proposed: 'Your proposal waits for a second person. Nothing has changed yet.',
  received: 'The document was recorded as received.',
  'taken-back': 'The entry was taken back. The provider owes the document again.',
  confirmed: 'The proposal was confirmed and has taken effect.',
  declined: 'The proposal was closed. Nothing was changed.',
};

type Props = { params: Promise<{ providerId: string }>; searchParams: Promise<{ saved?: string | string[] }> };

/** Shows staff what is on record about a provider, its people, and where to work for it. */
export default personPage(['staff'], providerPage, {
  keep: keepProviderForm(addNoteAction, null, 'Add the note'),
});

async function providerPage(ctx: Context, { params, searchParams }: Props) {
  const providerId = parseProviderId((await params).providerId);
  const { provider, people, standings, proposal } = await getProvider(ctx, providerId);
  const notes = await listProviderNotes(ctx, providerId);
  const { id, name, kind, type, approvedOn } = provider;
  const [{ holdings, moreCertificates }, exports, merge, years] = await Promise.all([
    estimateProviderHoldings(ctx, providerId),
    listProviderExports(ctx, providerId),
    findMerge(ctx, providerId),
    listProviderYears(ctx, providerId),
  ]);
  const isClosed = provider.standing === 'closed';
  const today = ctx.clock.today();
  const { now, later } = standingsOf(provider, today);
  const seesLog = whyNotAllowed(ctx.actor, 'audit.read') === null;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Providers', href: '/admin/providers' }, { label: name }]} />
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader title={<bdi>{name}</bdi>} lead={`${PROVIDER_KINDS[kind]}, ${typeInWords(type).toLowerCase()}`} />
      {merge && <MergedNotice found={merge} />}
      <WaitingProposals proposals={proposal ? [proposal] : []} />
      <ButtonRow>
        <ButtonLink href={everyEventHref({ ...WHOLE_LIST, providerId: id })}>Its events</ButtonLink>
        <ButtonLink href={`/admin/requests?provider=${id}`} variant="secondary">
          Its requests
        </ButtonLink>
        <ButtonLink href={`/admin/providers/${id}/change`} variant="secondary">
          Change the record
        </ButtonLink>
        {!isClosed && (
          <>
            <ButtonLink href={`/admin/providers/${id}/standing`} variant="secondary">
              Change the standing
            </ButtonLink>
            <ButtonLink href={`/admin/act-for/${id}`} variant="secondary">
              Act for this provider
            </ButtonLink>
          </>
        )}
        <ButtonLink href={`/admin/providers/${id}/history`} variant="quiet">
          History
        </ButtonLink>
        {seesLog && (
          <ButtonLink href={`/admin/audit?type=provider&number=${id}`} variant="quiet">
            Audit log
          </ButtonLink>
        )}
      </ButtonRow>
      <section>
        <h2>Standing</h2>
        <p>
          {STANDING_WORDS[now].public}.
          {later && ` From ${formatDay(later.from)} on: ${STANDING_WORDS[later.standing].label.toLowerCase()}.`}
        </p>
        {standings.length > 0 && <StandingHistory decisions={standings} />}
      </section>
      <section>
        <h2 id="yearly">Yearly agreement and annual report</h2>
        {years.length === 0 ? (
          <p>Nothing is asked for.</p>
        ) : (
          <YearsTable
            years={years}
            today={today}
            link={(document, year, { received }) =>
              received || whyNoSuchYear(document, year, today) === null
                ? {
                    href: `/admin/providers/${id}/yearly/${document}/${year}`,
                    label: received ? 'Details' : 'Record as received',
                  }
                : null
            }
          />
        )}
      </section>
      <section>
        <h2>On record</h2>
        <ProviderDataList
          data={dataOf(provider)}
          more={[{ term: 'Approved', value: approvedOn ? formatDay(approvedOn) : 'Not on record' }]}
        />
      </section>
      <section>
        <h2>Users</h2>
        {isClosed && people.length > 0 && <p>The provider is closed, so they can’t work for it.</p>}
        {!isClosed && (
          <p className="mb-4">
            <a href={`/admin/users/new?provider=${id}`}>Add a user</a>
          </p>
        )}
        {people.length === 0 ? <p>No one has a sign-in for this provider yet.</p> : <PeopleTable people={people} />}
      </section>
      <section>
        <h2>What belongs to it</h2>
        <HoldingsList
          holdings={holdings}
          moreCertificates={moreCertificates}
          hrefs={{
            events: everyEventHref({ ...WHOLE_LIST, providerId: id }),
            countsDue: everyEventHref({ ...COUNTS_DUE, providerId: id }),
            requests: `/admin/requests?q=${encodeURIComponent(name)}`,
          }}
        />
      </section>
      <section>
        <h2>Notes of staff</h2>
        <StaffNotes notes={notes} action={addNoteAction.bind(null, String(id))} address={`/admin/providers/${id}`} />
      </section>
      <section>
        <h2>Export of its records</h2>
        <ExportList
          exports={exports}
          href={`/admin/providers/${id}/exports`}
          action={askForExportAction.bind(null, String(id))}
        />
      </section>
      <section>
        <h2>{merge ? 'Separate again' : isClosed ? 'Reopen' : 'Close or merge'}</h2>
        {merge ? (
          <p>A merged provider is not reopened. Undo the merge instead.</p>
        ) : isClosed ? (
          <p>
            <a href={`/admin/providers/${id}/reopen`}>Reopen this provider</a>, so that its people can work for it
            again.
          </p>
        ) : (
          <>
            <p>
              <a href={`/admin/providers/${id}/close`}>Close this provider</a> when it no longer offers events. The
              agency takes over its records.
            </p>
            <p>
              <a href={`/admin/providers/${id}/merge`}>Merge it into another provider</a> when both are the same
              organization now. Everything that belongs to it moves there.
            </p>
            <p>A second person confirms either.</p>
          </>
        )}
      </section>
    </>
  );
}
