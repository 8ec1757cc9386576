import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { ConfirmEmailForm } from '@/components/account/confirm-email-form';
import { NewEmailForm } from '@/components/account/new-email-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { supportAddress } from '@/lib/platform/env';
import { findEmailChange } from '@/lib/users/email-change/find';
import { CODE_MINUTES } from '@/lib/users/email-change/rules';
import { getProfile } from '@/lib/users/profile';
import { beginEmailChangeAction, cancelEmailChangeAction, confirmEmailChangeAction } from './actions';

export const metadata: Metadata = { title: 'Change your email address' };

type Props = { searchParams: Promise<{ ended?: string | string[] }> };

export default personPage(['provider', 'staff'], async (ctx, { searchParams }: Props) => {
  const [{ email }, change, { ended }] = await Promise.all([getProfile(ctx), findEmailChange(ctx), searchParams]);
  const support = supportAddress();
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'My account', href: '/account' }, { label: 'Email' }]} />
      {ended !== undefined && !change && (
        <Notice kind="warning" announce title="The change has expired">
          A wrong code was entered too often, more than {CODE_MINUTES} minutes passed, or your password was changed.
          Your address has not changed. You can start over.
        </Notice>
      )}
      <PageHeader
        title="Change your email address"
        lead={
          change
            ? 'We sent a code to each address. Type or paste both codes.'
            : `Emails go to ${email} now. You confirm a change from both the old address and the new one.`
        }
      />
      {change ? (
        <ConfirmEmailForm
          change={change}
          oldEmail={email}
          confirmAction={confirmEmailChangeAction}
          cancelAction={cancelEmailChangeAction}
        />
      ) : (
        <NewEmailForm action={beginEmailChangeAction} />
      )}
      <Inset title="No longer have access to the old address?">
        <p>
          Email <a href={`mailto:${support}`}>{support}</a>. Staff will confirm it’s you and change it.
        </p>
      </Inset>
    </>
  );
});
