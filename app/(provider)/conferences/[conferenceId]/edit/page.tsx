import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { titledByConference } from '@/app/_edges/conference-title';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ConferenceForm } from '@/components/conferences/conference-form';
import { KeptForm } from '@/components/kept-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import type { Context } from '@/lib/platform/visit';
import { changeConferenceForm } from '@/lib/whole-conference/change-conference';
import { changeConferenceAction } from './actions';

export const generateMetadata = titledByConference('Edit conference');

type Props = { params: Promise<{ conferenceId: string }> };

const SAVE = 'Save changes';

export default personPage(['provider'], editConferencePage, {
  keep: async (because, { params }: Props) => {
    const { conferenceId } = await params;
    const action = changeConferenceAction.bind(null, conferenceId);
    return (
      <KeptForm because={because} action={action} address={`/conferences/${conferenceId}/edit`} saveLabel={SAVE} />
    );
  },
});

async function editConferencePage(ctx: Context, { params }: Props) {
  const { conference, why, values } = await changeConferenceForm(ctx, parseConferenceId((await params).conferenceId));
  const back = `/conferences/${conference.id}`;
  return (
    <>
      <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, conference, 'Edit')} />
      <PageHeader title="Edit conference" lead="Its sessions keep their own dates and places." />
      {why ? (
        <Notice>
          {why} <a href={back}>Back to the conference</a>
        </Notice>
      ) : (
        <ConferenceForm
          action={changeConferenceAction.bind(null, String(conference.id))}
          values={values}
          address={`${back}/edit`}
          saveLabel={SAVE}
          cancelHref={back}
        />
      )}
    </>
  );
}
