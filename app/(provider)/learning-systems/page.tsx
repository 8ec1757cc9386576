import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { EmptyState } from '@/components/empty-state';
import { Inset } from '@/components/inset';
import { KeyForm } from '@/components/learning-systems/key-form';
import { KeyTable } from '@/components/learning-systems/key-table';
import { PageHeader } from '@/components/page-header';
import { listKeys } from '@/lib/learning-systems/keys';
import { whyMayNotKeepKeys } from '@/lib/learning-systems/policy';
import { addKeyAction } from './actions';

export const metadata: Metadata = { title: 'Learning systems' };

const SAVED: Record<string, string> = {
  revoked: 'The key is revoked. Certificates that were issued with it stay as they are.',
};

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** The keys with which learning management systems issue certificates for the provider (M23). */
export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const keys = await listKeys(ctx);
  const whyNotKeep = whyMayNotKeepKeys(ctx.actor);
  const list =
    keys.length === 0 ? (
      <EmptyState title="No system is connected">
        {whyNotKeep ?? 'Make a key below, then give it to whoever looks after your learning system.'}
      </EmptyState>
    ) : (
      <KeyTable keys={keys} mayRevoke={whyNotKeep === null} />
    );
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Learning systems"
        lead="Let the system that runs your online courses hand out certificates by itself, to learners who completed a course and say that they are Montana educators."
      />
      {whyNotKeep === null ? <KeyForm action={addKeyAction}>{list}</KeyForm> : list}
      {whyNotKeep !== null && keys.length > 0 && <p className="hint mt-4">{whyNotKeep}</p>}
      <Inset title="For whoever looks after the system">
        <p>
          Two ways, with the same key: a signed link that leads a learner to the certificate, or a request from server
          to server. <a href="/help/learning-systems">How to connect a learning system</a> has a few lines to copy for
          each.
        </p>
      </Inset>
    </>
  );
});
