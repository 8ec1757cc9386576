import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { EmptyState } from '@/components/empty-state';
import { KeptForm } from '@/components/kept-form';
import { PreferencesForm } from '@/components/notices/preferences-form';
import { PageHeader } from '@/components/page-header';
import { preferencesForm } from '@/lib/notices/preferences';
import { choosePreferencesAction } from './actions';

export const metadata: Metadata = { title: 'Reminders' };

const ADDRESS = '/account/notices';

const LEAD =
  'How PDUPS reminds you of what waits for you. You get at most one email a day, at 8 a.m. on business days.';

export default personPage(
  ['provider', 'staff'],
  async (ctx) => {
    const { fields, values } = await preferencesForm(ctx);
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'My account', href: '/account' }, { label: 'Reminders' }]} />
        <PageHeader
          title="Reminders"
          lead={
            fields.some(({ urgent }) => urgent)
              ? `${LEAD} What is urgent comes in an email of its own, on weekends and holidays, too.`
              : LEAD
          }
        />
        {fields.length > 0 ? (
          <PreferencesForm action={choosePreferencesAction} fields={fields} values={values} address={ADDRESS} />
        ) : (
          <EmptyState title="You get no reminders">
            <p>Nothing waits for people who only view records.</p>
          </EmptyState>
        )}
      </>
    );
  },
  {
    keep: async (because) => (
      <KeptForm because={because} action={choosePreferencesAction} address={ADDRESS} saveLabel="Save" />
    ),
  },
);
