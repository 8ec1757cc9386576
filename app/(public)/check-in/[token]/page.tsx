import type { Metadata } from 'next';
import { linkPage } from '@/app/_edges/link-page';
import { ButtonForm } from '@/components/account/button-form';
import { CheckInForm } from '@/components/check-in/check-in-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { findCheckInPage } from '@/lib/attendees/check-in/check-in';
import { readCheckIn } from '@/lib/attendees/check-in/check-in-cookie';
import { currentVisit } from '@/lib/platform/current-visit';
import { formatDays, formatMoment } from '@/lib/platform/days';
import { checkInAction, checkInAgainAction, someoneElseAction } from './actions';

export const metadata: Metadata = { title: 'Check in', robots: { index: false, follow: false } };

type Props = { params: Promise<{ token: string }> };

export default linkPage(async ({ params }: Props) => {
  const { token } = await params;
  const page = await findCheckInPage(await currentVisit(), { token, remembered: await readCheckIn() });
  const { event, providerName, whyNot, last, forgottenSince } = page;
  const address = `/check-in/${token}`;
  const key = crypto.randomUUID();
  return (
    <div className="claim">
      <PageHeader
        title="Check in"
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)} · <bdi>{providerName}</bdi>
          </>
        }
      />
      {whyNot && <Notice>{whyNot}</Notice>}
      {!whyNot && last && (
        <Notice kind="success" announce title={last.direction === 'in' ? 'You are signed in' : 'You are signed out'}>
          <p>
            Since {formatMoment(last.at)}.
            {last.direction === 'in' &&
              ' When you leave, scan the code again and sign out: your PDUs come from the time in between.'}
          </p>
        </Notice>
      )}
      {!whyNot && forgottenSince && (
        <Notice kind="warning" announce title="You did not sign out">
          <p>
            You signed in on {formatMoment(forgottenSince)}. Without a sign-out, that time does not count. Tell the
            people who run the event when you left.
          </p>
        </Notice>
      )}
      {!whyNot && (last || forgottenSince) && (
        <>
          <ButtonForm
            action={checkInAgainAction.bind(null, token)}
            fields={{ key, direction: last?.direction === 'in' ? 'out' : 'in' }}
            label={last?.direction === 'in' ? 'Sign out' : last ? 'Sign in again' : 'Sign in'}
            pendingLabel="Saving…"
          />
          <ButtonForm
            action={someoneElseAction.bind(null, token)}
            label="This is not me"
            pendingLabel="Forgetting…"
            variant="quiet"
          />
        </>
      )}
      {!whyNot && !last && !forgottenSince && (
        <CheckInForm action={checkInAction.bind(null, token)} address={address} formKey={key} />
      )}
    </div>
  );
});
