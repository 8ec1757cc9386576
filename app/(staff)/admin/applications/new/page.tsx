import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { RecordApplicationForm } from '@/components/applications/record-application-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { daysToAnswer } from '@/lib/applications/days-to-answer';
import { recordApplicationForm } from '@/lib/applications/record-application';
import { counted } from '@/lib/notices/words';
import { recordApplicationAction } from './actions';

export const metadata: Metadata = { title: 'Record an application' };

const LIST = '/admin/applications';
const ADDRESS = `${LIST}/new`;

export default personPage(
  ['staff'],
  async (ctx) => {
    const values = recordApplicationForm(ctx);
    const days = await daysToAnswer(ctx);
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'Applications', href: LIST }, { label: 'Record an application' }]} />
        <PageHeader
          title="Record an application"
          lead={`One that arrived by email or form. It is due ${counted(days, 'business day')} after it was received.`}
        />
        <RecordApplicationForm
          action={recordApplicationAction}
          values={values}
          today={ctx.clock.today()}
          address={ADDRESS}
          backHref={LIST}
        />
      </>
    );
  },
  {
    keep: async (because) => (
      <KeptForm
        because={because}
        action={recordApplicationAction}
        address={ADDRESS}
        saveLabel="Record the application"
      />
    ),
  },
);
