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

export const metadata: Metadata = { title: 'Change your e-mail address' };

type Props = { searchParams: Promise<{ ended?: string | string[] }> };

export default personPage(['provider', 'staff'], async (ctx, { searchParams }: Props) => {
  const [{ email }, change, { ended }] = await Promise.all([getProfile(ctx), findEmailChange(ctx), searchParams]);
  const support = supportAddress();
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'My account', href: '/account' }, { label: 'E-mail' }]} />
      {ended !== undefined && !change && (
        <Notice kind="warning" announce title="The change has ended">
          The codes were wrong too often, or more than {CODE_MINUTES} minutes passed. Your address is as it was. You can
          begin again.
        </Notice>
      )}
      <PageHeader
        title="Change your e-mail address"
        lead={
          change
            ? 'We sent a code to each of the two addresses. Type or paste both, together or one after the other.'
            : `Letters go to ${email} now. A change is confirmed from the old address and from the new one.`
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
      <Inset title="You cannot read letters to the old address any more?">
        <p>
          Then write to <a href={`mailto:${support}`}>{support}</a>. Staff make sure that it is you, and change it.
        </p>
      </Inset>
    </>
  );
});
