import { personPage } from '@/app/_edges/person-page';
import { titledByRequest } from '@/app/_edges/record-title';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { ButtonRow } from '@/components/button-row';
import { DeclineForm } from '@/components/decline-form';
import { EventDependents } from '@/components/event-dependents';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { ApproveForm, AssignForm } from '@/components/requests/decide-forms';
import { KnownPeople } from '@/components/requests/known-people';
import { RequestFiles } from '@/components/requests/request-files';
import { answeredBy, dueRow } from '@/components/requests/request-rows';
import { RequestSteps } from '@/components/requests/request-steps';
import { RequestTag } from '@/components/requests/request-tag';
import { RequestTitle } from '@/components/requests/request-title';
import { TextForm } from '@/components/requests/text-form';
import { ThreeWay } from '@/components/requests/three-way';
import { WhatNamesProvider } from '@/components/requests/what-names-provider';
import { SummaryList } from '@/components/summary-list';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { formatDay, formatDays, formatMoment } from '@/lib/platform/days';
import type { SearchParams } from '@/lib/platform/lists/address';
import type { Context } from '@/lib/platform/visit';
import { findDependentsOf, findNamingProvider, issuedOf } from '@/lib/requests/find-dependents';
import { DEPENDENT_WORDS, KIND_WORDS } from '@/lib/requests/kind-words';
import { MAX_WORDS } from '@/lib/requests/limits';
import { findNeighbors, listPossibleAssignees, workedListSchema } from '@/lib/requests/list-requests';
import { type WorkedList, withList } from '@/lib/requests/queues';
import { getRequest, parseRequestId } from '@/lib/requests/request';
import { CERTIFICATE_CHANGE, GROUNDS, isAboutEvent, whyDecided } from '@/lib/requests/rules';
import { viewRequest } from '@/lib/requests/view-request';
import { approveAction, askProviderAction, assignAction, declineAction } from './actions';

export const generateMetadata = titledByRequest('staff');

type Props = {
  params: Promise<{ requestId: string }>;
  searchParams: Promise<SearchParams>;
};

export default personPage(['staff'], reviewPage, {
  keep: async (because, { params, searchParams }: Props) => {
    const { requestId } = await params;
    const list = workedListSchema.parse(await searchParams);
    return (
      <KeptForm
        because={because}
        action={approveAction.bind(null, requestId, list)}
        address={withList(`/admin/requests/${requestId}`, list)}
        saveLabel="Approve"
        others={[
          { action: declineAction.bind(null, requestId, list), saveLabel: 'Decline' },
          { action: askProviderAction.bind(null, requestId, list), saveLabel: 'Send question' },
          { action: assignAction.bind(null, requestId, list), saveLabel: 'Assign' },
        ]}
      />
    );
  },
});

async function reviewPage(ctx: Context, { params, searchParams }: Props) {
  const { requestId } = await params;
  const given = await searchParams;
  const list = workedListSchema.parse(given);
  const people = await listPossibleAssignees(ctx);
  const { request, steps, files } = await getRequest(ctx, parseRequestId(requestId));
  const [view, dependents, neighbors] = await Promise.all([
    viewRequest(ctx, request),
    request.eventId === null ? null : findDependentsOf(ctx, request.eventId),
    findNeighbors(ctx, request, list),
  ]);
  const naming = view.isPrinted ? await findNamingProvider(ctx, request.providerId) : null;
  const why = whyDecided(request);
  const address = withList(`/admin/requests/${request.id}`, list);
  const { event } = view;
  const words = KIND_WORDS[request.kind];
  const assigned = request.assigneeName ? `The request is assigned to ${request.assigneeName}.` : 'It is unassigned.';
  const own = whyNotAllowed(ctx.actor, 'request.decide-on', { by: request.askedBy });
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: 'Requests', href: withList('/admin/requests', list) }, { label: `Request ${request.id}` }]}
      />
      <SavedNotice words={{ assigned }} saved={given.saved} />
      <PageHeader
        title={<RequestTitle request={request} />}
        lead={<RequestTag status={request.status} side="staff" />}
        action={<Neighbors {...neighbors} list={list} />}
      />
      {why && <Notice>{why}</Notice>}
      {!why && event?.canceledAt && (
        <Notice kind="warning" title="The event is already canceled">
          <p>
            It can’t be changed until it is restored. <a href={`/admin/events/${event.id}`}>See why it was canceled</a>
          </p>
        </Notice>
      )}
      {!why && view.moved && (
        <Notice kind="warning" title={words.moved.title}>
          <p>
            {event && `Last saved by ${event.updatedByName}, ${formatMoment(event.updatedAt)}. `}
            {words.moved.text}
          </p>
        </Notice>
      )}
      <SummaryList
        rows={[
          {
            term: 'Provider',
            value: (
              <>
                <a href={`/admin/providers/${request.providerId}`}>
                  <bdi>{request.providerName}</bdi>
                </a>
                , {request.providerPhone}
              </>
            ),
          },
          ...(event
            ? [
                {
                  term: 'Event',
                  value: (
                    <>
                      <a href={`/admin/events/${event.id}`}>Event {event.id}</a>,{' '}
                      {formatDays(event.startsOn, event.endsOn)}
                    </>
                  ),
                },
              ]
            : []),
          { term: 'Asked by', value: `${request.askedByName}, ${formatMoment(request.askedAt)}` },
          {
            term: 'Reason',
            value: (
              <span className="whitespace-pre-line" dir="auto">
                {request.reason}
              </span>
            ),
          },
          answeredBy(request),
          request.status === 'waiting'
            ? { term: 'Due', value: `${formatDay(request.dueOn)}, later by the days that it waits for the provider` }
            : dueRow(request, ctx.clock.today(), 'staff'),
        ]}
      />
      <ThreeWay
        side="staff"
        fields={view.fields}
        moved={view.moved}
        decided={why !== null}
        isNew={request.kind === 'user'}
      />
      {files.length > 0 && (
        <section>
          <h2>Files</h2>
          <RequestFiles requestId={request.id} files={files} />
        </section>
      )}
      {!why && dependents && isAboutEvent(request.kind) && (
        <EventDependents
          dependents={dependents}
          {...DEPENDENT_WORDS[request.kind]}
          {...(own && { certificates: 'The colleague who decides chooses what becomes of them.' })}
        />
      )}
      {!why && view.isPrinted !== undefined && <WhatNamesProvider naming={naming} />}
      <section>
        <h2>What was said</h2>
        <RequestSteps steps={steps} />
      </section>
      {!why && view.signIn && <KnownPeople people={view.signIn.known} />}
      {!why && own && (
        <Inset title="A colleague decides">
          <p>{own}</p>
        </Inset>
      )}
      {!why && !own && (
        <>
          <section>
            <h2>Approve</h2>
            <ApproveForm
              action={approveAction.bind(null, requestId, list)}
              saw={view.saw}
              label={words.approveLabel}
              address={address}
              username={view.signIn?.username}
              issued={dependents ? issuedOf(dependents) : undefined}
              change={isAboutEvent(request.kind) ? CERTIFICATE_CHANGE[request.kind] : undefined}
              key={view.saw}
            />
          </section>
          <section>
            <h2>Decline</h2>
            <DeclineForm
              action={declineAction.bind(null, requestId, list)}
              address={address}
              grounds={GROUNDS}
              sentence={{
                label: 'What the provider should know',
                hint: 'The provider reads it in the email and on the request.',
                max: MAX_WORDS,
              }}
            />
          </section>
        </>
      )}
      {!why && (
        <>
          {request.status === 'open' && (
            <section>
              <h2>Ask the provider</h2>
              <TextForm
                action={askProviderAction.bind(null, requestId, list)}
                name="question"
                label="Question"
                hint="The provider gets an email. The request waits until it answers."
                button="Send question"
                address={address}
                secondary
              />
            </section>
          )}
          <section>
            <h2>Assign</h2>
            <AssignForm
              action={assignAction.bind(null, requestId, list)}
              address={address}
              people={people}
              assigneeId={request.assigneeId}
            />
          </section>
        </>
      )}
    </>
  );
}

/** Leads through the list without going back to it. */
function Neighbors({ previous, next, list }: { previous: number | null; next: number | null; list: WorkedList }) {
  return (
    <ButtonRow>
      {previous !== null && (
        <ButtonLink href={withList(`/admin/requests/${previous}`, list)} variant="secondary">
          Previous request
        </ButtonLink>
      )}
      {next !== null && (
        <ButtonLink href={withList(`/admin/requests/${next}`, list)} variant="secondary">
          Next request
        </ButtonLink>
      )}
    </ButtonRow>
  );
}
