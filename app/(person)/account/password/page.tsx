import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ChangePasswordForm } from '@/components/account/change-password-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { PageHeader } from '@/components/page-header';
import { findPasswordPerson } from '@/lib/users/change-password';
import { changePasswordAction } from './actions';

export const metadata: Metadata = { title: 'Change your password' };

export default personPage(['provider', 'staff'], async (ctx) => (
  <>
    <Breadcrumbs crumbs={[{ label: 'My account', href: '/account' }, { label: 'Password' }]} />
    <PageHeader
      title="Change your password"
      lead="This signs you out on all other devices. We’ll send you an email about it."
    />
    <ChangePasswordForm person={await findPasswordPerson(ctx)} action={changePasswordAction} />
  </>
));
