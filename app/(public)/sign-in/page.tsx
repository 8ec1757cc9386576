import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { sentenceOf } from '@/app/_edges/saved-notice';
import { ForgetScanners } from '@/components/check-in/forget-scanners';
import { Notice } from '@/components/notice';
import { SignInForm } from '@/components/sign-in-form';
import { currentlySignedIn } from '@/lib/users/context';
import { returnPath } from '@/lib/users/return-path';
import { sentSession } from '@/lib/users/session-cookie';
import { signInAction } from './actions';

export const metadata: Metadata = { title: 'Sign in' };

const REASONS: Record<string, string> = {
  goodbye: 'You are signed out.',
  'signed-out': 'Your session has ended. Sign in again.',
  'code-expired':
    'The code was not entered within five minutes of your password. Enter your username and password to start over.',
  'code-tries': 'There were too many incorrect codes. Enter your username and password, then a new code.',
};

type Props = { searchParams: Promise<{ reason?: string | string[]; to?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { reason, to } = await searchParams;
  const asked = returnPath(to);
  if (await currentlySignedIn().catch(() => null)) redirect(asked ?? '/');
  // First-time visitors arrive with the same reason, but have no session that could have ended.
  const message = reason === 'signed-out' && !(await sentSession()) ? null : sentenceOf(REASONS, reason);
  return (
    <div className="sign-in">
      <ForgetScanners />
      {message && <Notice announce>{message}</Notice>}
      <h1>Sign in</h1>
      <p>For approved professional development providers and agency staff.</p>
      <SignInForm action={signInAction.bind(null, asked)} />
      <h2>
        <a href="/password-reset">Reset password</a>
      </h2>
      <p>
        For your first sign-in, or if you forgot your password. You will need your username and the email address we
        have on file.
      </p>
      <p>
        <a href="/faq">How to Reset Your Password and Other Frequently Asked Questions</a>
      </p>
    </div>
  );
}
