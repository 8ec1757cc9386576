import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { sentenceOf } from '@/app/_edges/saved-notice';
import { Notice } from '@/components/notice';
import { SignInForm } from '@/components/sign-in-form';
import { currentActor } from '@/lib/users/context';
import { returnPath } from '@/lib/users/return-path';
import { signInAction } from './actions';

export const metadata: Metadata = { title: 'Sign in' };

const REASONS: Record<string, string> = {
  goodbye: 'You are signed out.',
  'signed-out':
    'Please sign in. If you were signed in before, that has ended: you were away for too long, or your access changed.',
  'code-expired': 'The code has to follow the password within five minutes. Please sign in again.',
  'code-tries': 'Those were too many wrong codes. Please sign in again with your password and a new code.',
};

type Props = { searchParams: Promise<{ reason?: string | string[]; to?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { reason, to } = await searchParams;
  const asked = returnPath(to);
  if (await currentActor().catch(() => null)) redirect(asked ?? '/');
  const message = sentenceOf(REASONS, reason);
  return (
    <div className="sign-in">
      {message && <Notice announce>{message}</Notice>}
      <h1>Sign in</h1>
      <p>For approved providers of professional development and for staff of the agency.</p>
      <SignInForm action={signInAction.bind(null, asked)} />
      <h2>
        <a href="/password-reset">Reset password</a>
      </h2>
      <p>For your first sign-in, or when you forgot your password. It takes your username and your e-mail.</p>
      <p>
        <a href="/faq">How to Reset Your Password and Other Frequently Asked Questions</a>
      </p>
      <h2>Two-step sign-in</h2>
      <p>
        With two-step sign-in on, a code from your authenticator app follows the password. Without your phone, a
        recovery code works instead. <a href="/faq#two-step">No phone and no recovery codes?</a>
      </p>
    </div>
  );
}
