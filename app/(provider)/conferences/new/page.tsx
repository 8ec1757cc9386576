import type { Metadata } from 'next';
import { conferenceCrumbs } from '@/app/_edges/conference-crumbs';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ConferenceForm } from '@/components/conferences/conference-form';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { addConferenceForm } from '@/lib/whole-conference/add-conference';
import { addConferenceAction } from './actions';

export const metadata: Metadata = { title: 'Add conference' };

const ADDRESS = '/conferences/new';
const SAVE = 'Add conference';

export default personPage(
  ['provider'],
  async (ctx) => {
    const values = addConferenceForm(ctx);
    return (
      <>
        <Breadcrumbs crumbs={conferenceCrumbs(ctx.actor, null, 'Add conference')} />
        <PageHeader title="Add conference" lead="Add its sessions on the next page." />
        <ConferenceForm
          action={addConferenceAction}
          values={values}
          address={ADDRESS}
          saveLabel={SAVE}
          cancelHref="/conferences"
        />
      </>
    );
  },
  {
    keep: async (because) => (
      <KeptForm because={because} action={addConferenceAction} address={ADDRESS} saveLabel={SAVE} />
    ),
  },
);
