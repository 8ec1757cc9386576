import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { programOf } from '@/app/_edges/program';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { AccountSummary } from '@/components/account/account-summary';
import { ButtonForm } from '@/components/account/button-form';
import { KnownDevicesTable } from '@/components/account/known-devices-table';
import { SignInsTable } from '@/components/account/sign-ins-table';
import { StartPageForm } from '@/components/account/start-page-form';
import { Hint } from '@/components/hint';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { findFeed } from '@/lib/calendar/own-feed';
import { hasReminders } from '@/lib/notices/preferences';
import { supportAddress } from '@/lib/platform/env';
import { findOwnSignature } from '@/lib/signing/own-signature';
import { withDevice } from '@/lib/users/devices/device-cookie';
import { listKnownDevices } from '@/lib/users/devices/known-devices';
import { getProfile, whyNoProgramStart } from '@/lib/users/profile';
import { listSignIns } from '@/lib/users/sign-ins';
import { chooseStartPageAction, endSignInAction, forgetDeviceAction, signOutEverywhereAction } from './actions';

export const metadata: Metadata = { title: 'My account' };

const SAVED: Record<string, string> = {
  name: 'Your name is saved.',
  email: 'Your email address was changed. We also sent an email to the old address.',
  'email-canceled': 'The email address change was canceled. Nothing has changed.',
  password: 'Your password was changed. You were signed out on all other devices.',
  signature: 'Your signature is saved. You can now use it to sign each event’s certificates.',
  notices: 'Your reminders are saved.',
  'start-page': 'Your start page is saved.',
  recognized: 'Thanks. We won’t ask about that session again.',
  'signed-out-there': 'That session was signed out.',
  'device-removed': 'The device was removed from your list.',
};

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

export default personPage(['provider', 'staff'], async (ctx, { searchParams }: Props) => {
  const mayHaveFeed = whyNotAllowed(ctx.actor, 'calendar_feed.use') === null;
  const [profile, signIns, devices, signature, feed, reminders] = await Promise.all([
    getProfile(ctx),
    listSignIns(ctx),
    listKnownDevices(await withDevice(ctx)),
    findOwnSignature(ctx),
    mayHaveFeed ? findFeed(ctx) : null,
    hasReminders(ctx),
  ]);
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader title="My account" lead="Your name, contact details and sign-in settings." />
      <AccountSummary
        profile={profile}
        signature={whyNotAllowed(ctx.actor, 'signature.change') === null ? signature : undefined}
        calendar={mayHaveFeed ? feed !== null : undefined}
        reminders={reminders}
        supportAddress={supportAddress()}
      />
      <section id="sign-ins">
        <h2>Active sessions</h2>
        <SignInsTable signIns={signIns} endAction={endSignInAction} />
        <Hint>
          “Sign out everywhere” ends every session above, including this one, and removes your devices below. You’ll
          need to sign in again.
        </Hint>
        <ButtonForm
          action={signOutEverywhereAction}
          label="Sign out everywhere"
          pendingLabel="Signing out…"
          variant="secondary"
        />
      </section>
      <section id="devices">
        <h2>Your devices</h2>
        {devices.length === 0 ? (
          <p>No devices yet. A device is added when you sign in on it.</p>
        ) : (
          <KnownDevicesTable devices={devices} forgetAction={forgetDeviceAction} />
        )}
        <Hint>
          If someone else keeps entering wrong passwords for your username, you can still sign in and reset your
          password on these devices. Being on this list does not keep a device signed in.
        </Hint>
      </section>
      <section id="start-page">
        <h2>Start page</h2>
        <StartPageForm
          startPage={ctx.session.startPage}
          programName={programOf(ctx.actor).name}
          why={whyNoProgramStart(ctx.session)}
          action={chooseStartPageAction}
        />
      </section>
    </>
  );
});
