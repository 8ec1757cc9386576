import type { Metadata } from 'next';
import { linkPage } from '@/app/_edges/link-page';
import { ButtonForm } from '@/components/account/button-form';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { findSubscription } from '@/lib/notices/unsubscribe';
import { currentVisit } from '@/lib/platform/current-visit';
import { unsubscribeAction } from './actions';

export const metadata: Metadata = { title: 'Unsubscribe', robots: { index: false, follow: false } };

type Props = { params: Promise<{ token: string }> };

/** Asks before it changes anything, because programs that check links in emails open them, too. */
export default linkPage(async ({ params }: Props) => {
  const { token } = await params;
  const { emails } = await findSubscription(await currentVisit(), token);
  return (
    <div className="claim">
      <PageHeader title="Unsubscribe" lead="Emails that remind you of what waits for you in PDUPS" />
      {emails ? (
        <>
          <p>
            You will get no more reminders by email. What waits for you stays on your to-do list in PDUPS. Emails about
            passwords, certificates and answers to your requests still come.
          </p>
          <ButtonForm action={unsubscribeAction.bind(null, token)} label="Stop these emails" pendingLabel="Saving…" />
        </>
      ) : (
        <Notice kind="success" announce title="You get no reminders by email">
          <p>What waits for you is on your to-do list in PDUPS.</p>
        </Notice>
      )}
      <p className="mt-6">
        <a href="/account/notices">Choose which emails you get</a> (after signing in)
      </p>
    </div>
  );
});
