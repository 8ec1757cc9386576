import type { Metadata } from 'next';
import { ButtonLink } from '@/components/button-link';
import { Notice } from '@/components/notice';
import { ResetFrame } from '@/components/reset/reset-frame';
import { supportAddress } from '@/lib/platform/env';
import { walkAt } from '../walk-in-hand';

export const metadata: Metadata = { title: 'Your password is set', robots: { index: false } };

type Props = { searchParams: Promise<{ reason?: string | string[] }> };

export default async function DonePage({ searchParams }: Props) {
  const { walk } = await walkAt('done');
  const again = (await searchParams).reason === 'again';
  return (
    <ResetFrame title="Your password is set" supportAddress={supportAddress()}>
      {again ? (
        <Notice kind="warning" announce title={`The password for ${walk.username} was changed before`}>
          <p>
            This reset works once, so what you typed just now was not saved. Sign in with the password you chose first,
            or <a href="/password-reset">begin another reset</a>.
          </p>
        </Notice>
      ) : (
        <Notice kind="success" announce title={`The password for ${walk.username} was changed`}>
          <p>
            You were signed out everywhere, and an e-mail about the change is on its way to you. Sign in with your
            username, without <code>OPI\</code>, and the new password.
          </p>
        </Notice>
      )}
      <p className="mt-6">
        <ButtonLink href="/sign-in">Log In</ButtonLink>
      </p>
    </ResetFrame>
  );
}
