import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { EmptyState } from '@/components/empty-state';
import { Example } from '@/components/example';
import { Inset } from '@/components/inset';
import { KeyForm } from '@/components/learning-systems/key-form';
import { KeyTable } from '@/components/learning-systems/key-table';
import { WaitingForSignature } from '@/components/learning-systems/waiting-for-signature';
import { PageHeader } from '@/components/page-header';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { getPlace } from '@/lib/access/place';
import { listKeys } from '@/lib/learning-systems/keys';
import { listWaitingForSignature } from '@/lib/learning-systems/signed-only';
import { addKeyAction } from './actions';

export const metadata: Metadata = { title: 'Learning systems' };

const SAVED: Record<string, string> = {
  changed: 'The key was changed.',
  revoked: 'The key was revoked. Certificates issued with it stay as they are.',
};

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** Shows the keys that learning management systems use to issue certificates for the provider (M23). */
export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const keys = await listKeys(ctx);
  const waiting = await listWaitingForSignature(ctx);
  const whyNotKeep = whyNotAllowed(ctx.actor, 'system_key.change');
  const list =
    keys.length === 0 ? (
      <EmptyState title="No system is connected">
        {whyNotKeep ?? 'Create a key below, then give it to the person who manages your learning system.'}
      </EmptyState>
    ) : (
      <KeyTable keys={keys} mayChange={whyNotKeep === null} />
    );
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Learning systems"
        lead="Let the system that runs your online courses issue certificates automatically to learners who complete a course and state that they are Montana educators."
      />
      <WaitingForSignature events={waiting} />
      {whyNotKeep === null ? (
        <KeyForm providerId={getPlace(ctx.actor).providerId} action={addKeyAction}>
          {list}
        </KeyForm>
      ) : (
        list
      )}
      {whyNotKeep !== null && keys.length > 0 && <p className="hint mt-4">{whyNotKeep}</p>}
      <p className="mt-4">
        <a href="/learning-systems/webhooks">Webhooks</a> notify your own system of certificates and counts.
      </p>
      <Example about="a course in a learning management system">
        <p>
          The last page of the course asks “Are you an educator in Montana?” After a learner completes the course and
          answers yes, the system shows the link to the certificate. A certificate of your own organization does not
          count for a license, so learners in Montana need this one.
        </p>
        <p>
          If your system can’t do that, name a contact person in the course. That person adds learners to the event’s
          roster and issues the certificate here.
        </p>
      </Example>
      <Inset title="For the person who manages the system">
        <p>
          There are two ways, with the same key: a signed link that takes a learner to the certificate, or a
          server-to-server request. <a href="/help/learning-systems">How to connect a learning system</a> has sample
          code for each.
        </p>
      </Inset>
    </>
  );
});
