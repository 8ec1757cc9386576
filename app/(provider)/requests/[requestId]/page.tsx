import { draftName } from '@/app/_edges/draft-name';
import { personPage } from '@/app/_edges/person-page';
import { programOf } from '@/app/_edges/program';
import { titledByRequest } from '@/app/_edges/record-title';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ForgetEventDraft } from '@/components/event-form/forget-event-draft';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { AddFileForm } from '@/components/requests/add-file-form';
import { RequestFiles } from '@/components/requests/request-files';
import { answeredBy, dueRow } from '@/components/requests/request-rows';
import { RequestSteps } from '@/components/requests/request-steps';
import { RequestTag } from '@/components/requests/request-tag';
import { RequestTitle } from '@/components/requests/request-title';
import { TextForm } from '@/components/requests/text-form';
import { ThreeWay } from '@/components/requests/three-way';
import { SummaryList } from '@/components/summary-list';
import { whyNotAllowed } from '@/lib/access/capabilities';
import type { Context } from '@/lib/platform/visit';
import { MAX_FILES } from '@/lib/requests/files/limits';
import { eventIdOf } from '@/lib/requests/kind';
import { getRequest, parseRequestId } from '@/lib/requests/request';
import { CAPABILITY_TO_ASK, whyDecided } from '@/lib/requests/rules';
import { viewRequest } from '@/lib/requests/view-request';
import { addFileAction, answerAction, withdrawAction } from './actions';

export const generateMetadata = titledByRequest('provider');

const SAVED: Record<string, string> = {
  sent: 'Your request was sent. You will get an email when staff decide or have a question.',
  answered: 'Your answer was sent.',
  file: 'The file was added.',
  withdrawn: 'Your request was withdrawn. Nothing was changed.',
};

type Props = {
  params: Promise<{ requestId: string }>;
  searchParams: Promise<{ saved?: string | string[] }>;
};

export default personPage(['provider'], requestPage, {
  keep: async (because, { params }: Props) => {
    const { requestId } = await params;
    const action = answerAction.bind(null, requestId);
    return <KeptForm because={because} action={action} address={`/requests/${requestId}`} saveLabel="Send answer" />;
  },
});

async function requestPage(ctx: Context, { params, searchParams }: Props) {
  const [{ requestId }, { saved }] = [await params, await searchParams];
  const { request, steps, files } = await getRequest(ctx, parseRequestId(requestId));
  const view = await viewRequest(ctx, request);
  const decided = whyDecided(request) !== null;
  const mayAct = !decided && whyNotAllowed(ctx.actor, CAPABILITY_TO_ASK[request.kind], request) === null;
  return (
    <>
      <Breadcrumbs
        crumbs={[programOf(ctx.actor), { label: 'Requests', href: '/requests' }, { label: `Request ${request.id}` }]}
      />
      <SavedNotice words={SAVED} saved={saved} />
      {saved === 'sent' && request.kind === 'correction' && (
        <ForgetEventDraft draft={draftName(ctx.actor, `request-${eventIdOf(request)}`)} />
      )}
      <PageHeader
        title={<RequestTitle request={request} />}
        lead={<RequestTag status={request.status} side="provider" />}
      />
      {mayAct && request.status === 'waiting' && (
        <section>
          <h2>Staff have a question</h2>
          <p className="whitespace-pre-line" dir="auto">
            {steps.findLast(({ kind }) => kind === 'question')?.text}
          </p>
          <TextForm
            action={answerAction.bind(null, requestId)}
            name="answer"
            label="Your answer"
            button="Send answer"
            address={`/requests/${requestId}`}
          />
        </section>
      )}
      <SummaryList
        rows={[
          ...(request.eventId === null
            ? []
            : [{ term: 'Event', value: <a href={`/events/${request.eventId}`}>Event {request.eventId}</a> }]),
          { term: 'Asked by', value: request.askedByName },
          answeredBy(request),
          dueRow(request, ctx.clock.today(), 'provider'),
        ]}
      />
      <ThreeWay
        side="provider"
        fields={view.fields}
        moved={view.moved}
        decided={decided}
        isNew={request.kind === 'user'}
      />
      {(mayAct || files.length > 0) && (
        <section>
          <h2>Files</h2>
          <RequestFiles requestId={request.id} files={files} />
          {mayAct && files.length < MAX_FILES && (
            <AddFileForm action={addFileAction.bind(null, requestId)} address={`/requests/${requestId}`} />
          )}
        </section>
      )}
      <section>
        <h2>What was said</h2>
        <RequestSteps steps={steps} />
      </section>
      {mayAct && (
        <section>
          <h2>Withdraw the request</h2>
          <p>Nothing is changed then. You can ask again later.</p>
          <ButtonForm
            action={withdrawAction.bind(null, requestId)}
            label="Withdraw request"
            pendingLabel="Withdrawing…"
            variant="secondary"
          />
        </section>
      )}
    </>
  );
}
