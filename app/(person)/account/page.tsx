import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { AccountSummary } from '@/components/account/account-summary';
import { ButtonForm } from '@/components/account/button-form';
import { SignInsTable } from '@/components/account/sign-ins-table';
import { StartPageForm } from '@/components/account/start-page-form';
import { Hint } from '@/components/hint';
import { PageHeader } from '@/components/page-header';
import { findOwnSignature } from '@/lib/certificates/signing/own-signature';
import { whyMayNotSign } from '@/lib/certificates/signing/policy';
import { supportAddress } from '@/lib/platform/env';
import { getProfile, whyNoProgramStart } from '@/lib/users/profile';
import { listSignIns } from '@/lib/users/sign-ins';
import { chooseStartPageAction, endSignInAction, signOutEverywhereAction } from './actions';

export const metadata: Metadata = { title: 'My account' };

const SAVED: Record<string, string> = {
  name: 'Your name is saved.',
  email: 'Your e-mail address is changed. We wrote to the old one as well.',
  'email-cancelled': 'The change of your e-mail address is cancelled. Nothing has changed.',
  password: 'Your password is changed. Wherever else you were signed in, you are signed out.',
  signature: 'Your signature is saved. You sign with it event by event.',
  'start-page': 'Your start page is saved.',
  recognised: 'Good. We will not point that sign-in out again.',
  'signed-out-there': 'That sign-in has ended. It can do nothing any more.',
};

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

export default personPage(['provider', 'staff'], async (ctx, { searchParams }: Props) => {
  const [profile, signIns, signature] = await Promise.all([getProfile(ctx), listSignIns(ctx), findOwnSignature(ctx)]);
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader title="My account" lead="Your own details. Nobody else signs in with them." />
      <AccountSummary
        profile={profile}
        signature={whyMayNotSign(ctx.actor) === null ? signature : undefined}
        supportAddress={supportAddress()}
      />
      <section id="sign-ins">
        <h2>Where you are signed in</h2>
        <SignInsTable signIns={signIns} endAction={endSignInAction} />
        <Hint>“Sign out everywhere” ends every sign-in above, this one too. You then sign in again.</Hint>
        <ButtonForm
          action={signOutEverywhereAction}
          label="Sign out everywhere"
          pendingLabel="Signing out…"
          variant="secondary"
        />
      </section>
      <section id="start-page">
        <h2>Start page</h2>
        <StartPageForm
          startPage={ctx.actor.startPage}
          programName={ctx.actor.kind === 'staff' ? 'PDUPS administration' : 'PDUPS'}
          why={whyNoProgramStart(ctx.actor)}
          action={chooseStartPageAction}
        />
      </section>
    </>
  );
});
