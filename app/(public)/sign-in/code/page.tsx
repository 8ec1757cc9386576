import type { Metadata } from 'next';
import { redirect, unstable_rethrow } from 'next/navigation';
import { Refusal } from '@/app/_edges/refusal';
import { CodeForm } from '@/components/two-step/code-form';
import { currentVisit } from '@/lib/platform/current-visit';
import { supportAddress } from '@/lib/platform/env';
import { currentActor } from '@/lib/users/context';
import { onTheWayTo, returnPath } from '@/lib/users/return-path';
import { findChallenge } from '@/lib/users/two-step/challenge';
import { readChallengeToken } from '@/lib/users/two-step/challenge-cookie';
import { answerChallengeAction } from './actions';

export const metadata: Metadata = { title: 'Enter your code' };

type Props = { searchParams: Promise<{ to?: string | string[] }> };

export default async function CodePage({ searchParams }: Props) {
  try {
    const asked = returnPath((await searchParams).to);
    if (await currentActor()) redirect(asked ?? '/');
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
        Your password is right, <span className="wrap-anywhere">{username}</span>. Now open your authenticator app and
        enter the six digits that it shows for PDUPS.
      </p>
      <CodeForm action={answerChallengeAction.bind(null, asked)} />
      <h2>No phone at hand?</h2>
      <p>
        Enter one of your recovery codes in the same box. Each works once. If you have none left, write to{' '}
        <a href={`mailto:${support}`}>{support}</a>: staff check who you are and let you set up a new phone.
      </p>
      <p className="mt-4">
        <a href={onTheWayTo(asked, '/sign-in')}>Sign in as somebody else</a>
      </p>
    </div>
  );
}
