import type { Metadata } from 'next';
import { redirect, unstable_rethrow } from 'next/navigation';
import { Refusal } from '@/app/_edges/refusal';
import { CodeForm } from '@/components/two-step/code-form';
import { currentVisit } from '@/lib/platform/current-visit';
import { supportAddress } from '@/lib/platform/env';
import { currentlySignedIn } from '@/lib/users/context';
import { onTheWayTo, returnPath } from '@/lib/users/return-path';
import { findChallenge } from '@/lib/users/two-step/challenge';
import { readChallengeToken } from '@/lib/users/two-step/challenge-cookie';
import { answerChallengeAction } from './actions';

export const metadata: Metadata = { title: 'Enter your code' };

type Props = { searchParams: Promise<{ to?: string | string[] }> };

export default async function CodePage({ searchParams }: Props) {
  try {
    const asked = returnPath((await searchParams).to);
    if (await currentlySignedIn()) redirect(asked ?? '/');
    const token = await readChallengeToken();
    if (!token) redirect(onTheWayTo(asked, '/sign-in'));
    const challenge = await findChallenge(await currentVisit(), token);
    if (!challenge) redirect(onTheWayTo(asked, '/sign-in?reason=code-expired'));
    return <CodeView username={challenge.username} asked={asked} />;
  } catch (error) {
    unstable_rethrow(error);
    return <Refusal error={error} />;
  }
}

function CodeView({ username, asked }: { username: string; asked: string | null }) {
  const support = supportAddress();
  return (
    <div className="sign-in">
      <h1>Enter your code</h1>
      <p>
        Your password is correct, <span className="wrap-anywhere">{username}</span>. Open your authenticator app and
        enter the six-digit code it shows for PDUPS.
      </p>
      <CodeForm action={answerChallengeAction.bind(null, asked)} />
      <h2>Don’t have your phone?</h2>
      <p>
        Enter one of your recovery codes in the same box. Each works once. If you have none left, email{' '}
        <a href={`mailto:${support}`}>{support}</a>; staff will confirm who you are so you can set up a new phone.
      </p>
      <p className="mt-4">
        <a href={onTheWayTo(asked, '/sign-in')}>Sign in as someone else</a>
      </p>
    </div>
  );
}
