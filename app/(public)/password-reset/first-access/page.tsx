import type { Metadata } from 'next';
import { ButtonLink } from '@/components/button-link';
import { Notice } from '@/components/notice';
import { NewPasswordForm } from '@/components/reset/new-password-form';
import { ResetFrame } from '@/components/reset/reset-frame';
import { currentVisit } from '@/lib/platform/current-visit';
import { supportAddress } from '@/lib/platform/env';
import { findFirstAccessPerson, LINK_ENDED } from '@/lib/users/reset/first-access';
import { firstAccessAction } from './first-access-action';

export const metadata: Metadata = { title: 'Choose your password', robots: { index: false } };

type Props = { searchParams: Promise<{ token?: string | string[] }> };

/** Shows the page behind a new user's one-time link. Opening it changes nothing; sending the form uses the link up. */
export default async function FirstAccessPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const link = typeof token === 'string' ? token.slice(0, 200) : '';
  const person = link ? await findFirstAccessPerson(await currentVisit(), link) : null;
  if (!person) {
    return (
      <ResetFrame title="Choose your password" supportAddress={supportAddress()}>
        <Notice kind="warning" announce title={LINK_ENDED}>
          <p>You can still choose a password. You will need your username and the email address we have on file.</p>
        </Notice>
        <p className="mt-6">
          <ButtonLink href="/password-reset">Reset password</ButtonLink>
        </p>
      </ResetFrame>
    );
  }
  const { id: _id, ...known } = person;
  return (
    <ResetFrame
      title="Choose your password"
      lead={`Welcome, ${person.name}. From now on you sign in with your username and this password.`}
      supportAddress={supportAddress()}
    >
      <NewPasswordForm action={firstAccessAction} hidden={{ token: link }} person={known} />
    </ResetFrame>
  );
}
