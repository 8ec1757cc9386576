import type { Metadata } from 'next';
import { ButtonLink } from '@/components/button-link';
import { Notice } from '@/components/notice';
import { ResetFrame } from '@/components/reset/reset-frame';
import { supportAddress } from '@/lib/platform/env';
import { walkAt } from '../walk-in-hand';

export const metadata: Metadata = { title: 'Your password is set', robots: { index: false } };

export default async function DonePage() {
  const { walk } = await walkAt('done');
  return (
    <ResetFrame title="Your password is set" supportAddress={supportAddress()}>
      <Notice kind="success" announce title={`The password for ${walk.username} was changed`}>
        <p>
          You were signed out everywhere, and an e-mail about the change is on its way to you. Sign in with your
          username, without <code>OPI\</code>, and the new password.
        </p>
      </Notice>
      <p className="mt-6">
        <ButtonLink href="/sign-in">Log In</ButtonLink>
      </p>
    </ResetFrame>
  );
}
