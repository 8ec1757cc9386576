import type { Metadata } from 'next';
import { redirect, unstable_rethrow } from 'next/navigation';
import { Refusal } from '@/app/_edges/refusal';
import { CodeForm } from '@/components/two-step/code-form';
import { currentVisit } from '@/lib/platform/current-visit';
import { supportAddress } from '@/lib/platform/env';
import { currentActor } from '@/lib/users/context';
import { findChallenge } from '@/lib/users/two-step/challenge';
import { readChallengeToken } from '@/lib/users/two-step/challenge-cookie';
import { answerChallengeAction } from './actions';

export const metadata: Metadata = { title: 'Enter your code' };

export default async function CodePage() {
  try {
    if (await currentActor()) redirect('/');
    const token = await readChallengeToken();
    if (!token) redirect('/sign-in');
    const challenge = await findChallenge(await currentVisit(), token);
    if (!challenge) redirect('/sign-in?reason=code-expired');
    return <CodeView username={challenge.username} />;
  } catch (error) {
    unstable_rethrow(error);
    return <Refusal error={error} />;
  }
}

function CodeView({ username }: { username: string }) {
  const support = supportAddress();
  return (
    <div className="sign-in">
      <h1>Enter your code</h1>
      <p>
        Your password is right, <span className="wrap-anywhere">{username}</span>. Now open your authenticator app and
        enter the six digits that it shows for PDUPS.
      </p>
      <CodeForm action={answerChallengeAction} />
      <h2>No phone at hand?</h2>
      <p>
        Enter one of your recovery codes in the same box. Each works once. If you have none left, write to{' '}
        <a href={`mailto:${support}`}>{support}</a>: staff check who you are and let you set up a new phone.
      </p>
      <p className="mt-4">
        <a href="/sign-in">Sign in as somebody else</a>
      </p>
    </div>
  );
}
