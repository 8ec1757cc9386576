import type { Metadata } from 'next';
import { ButtonLink } from '@/components/button-link';
import { Notice } from '@/components/notice';
import { ResetFrame } from '@/components/reset/reset-frame';
import { supportAddress } from '@/lib/platform/env';
import { flowAt } from '../current-flow';

export const metadata: Metadata = { title: 'Your password is set', robots: { index: false } };

type Props = { searchParams: Promise<{ reason?: string | string[] }> };

export default async function DonePage({ searchParams }: Props) {
  const { flow } = await flowAt('done');
  const again = (await searchParams).reason === 'again';
  return (
    <ResetFrame title="Your password is set" supportAddress={supportAddress()}>
      {again ? (
        <Notice kind="warning" announce title={`The password for ${flow.username} was changed before`}>
          <p>
            A reset works only once, so the password you just typed was not saved. Sign in with the password you chose
            first, or <a href="/password-reset">start another reset</a>.
          </p>
        </Notice>
      ) : (
        <Notice kind="success" announce title={`The password for ${flow.username} was changed`}>
          <p>
            You were signed out everywhere, and we sent you an email about the change. Sign in with your username,
            without <code>OPI\</code>, and the new password.
          </p>
        </Notice>
      )}
      <p className="mt-6">
        <ButtonLink href="/sign-in">Log In</ButtonLink>
      </p>
    </ResetFrame>
  );
}
