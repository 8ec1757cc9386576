import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { NameForm } from '@/components/account/name-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { PageHeader } from '@/components/page-header';
import { changeNameAction } from './actions';

export const metadata: Metadata = { title: 'Change your name' };

export default personPage(['provider', 'staff'], async ({ actor }) => (
  <>
    <Breadcrumbs crumbs={[{ label: 'My account', href: '/account' }, { label: 'Name' }]} />
    <PageHeader
      title="Change your name"
      lead="Your colleagues and agency staff see it. Changing it does not change certificates."
    />
    <NameForm name={actor.name} action={changeNameAction} />
  </>
));
