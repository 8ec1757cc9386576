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

/** Opened by the one-time link that a new user got. Opening it changes nothing; sending the form uses it up. */
export default async function FirstAccessPage({ searchParams }: Props) {
  const { token } = await searchParams;
  const link = typeof token === 'string' ? token.slice(0, 200) : '';
  const person = link ? await findFirstAccessPerson(await currentVisit(), link) : null;
  if (!person) {
    return (
      <ResetFrame title="Choose your password" supportAddress={supportAddress()}>
        <Notice kind="warning" announce title={LINK_ENDED}>
          <p>You can choose a password all the same: all it takes is your username and the e-mail address on file.</p>
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
      lead={`Welcome, ${person.name}. With this password and your username you sign in from now on.`}
      supportAddress={supportAddress()}
    >
      <NewPasswordForm action={firstAccessAction} hidden={{ token: link }} person={known} />
    </ResetFrame>
  );
}
