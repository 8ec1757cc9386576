import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { KeptForm } from '@/components/kept-form';
import { PreferencesForm } from '@/components/notices/preferences-form';
import { PageHeader } from '@/components/page-header';
import { preferencesForm } from '@/lib/notices/preferences';
import { choosePreferencesAction } from './actions';

export const metadata: Metadata = { title: 'Reminders' };

const ADDRESS = '/account/notices';

export default personPage(
  ['provider', 'staff'],
  async (ctx) => {
    const { fields, values } = await preferencesForm(ctx);
    return (
      <>
        <Breadcrumbs crumbs={[{ label: 'My account', href: '/account' }, { label: 'Reminders' }]} />
        <PageHeader
          title="Reminders"
          lead="How PDUPS reminds you of what waits for you. You get at most one email a day, at 8 a.m. on business days."
        />
        <PreferencesForm action={choosePreferencesAction} fields={fields} values={values} address={ADDRESS} />
      </>
    );
  },
  {
    keep: async (because) => (
      <KeptForm because={because} action={choosePreferencesAction} address={ADDRESS} saveLabel="Save" />
    ),
  },
);
