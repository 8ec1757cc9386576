import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { AdditionalUser } from '@/components/users/additional-user';
import { UsersTable } from '@/components/users/users-table';
import { supportAddress } from '@/lib/platform/env';
import { authoriseUserManagement, listColleagues } from '@/lib/users/colleagues';
import { ROLE_WORDS, ROLES } from '@/lib/users/roles';

export const metadata: Metadata = { title: 'Users' };

const SAVED: Record<string, string> = {
  role: 'The role is saved. It holds from their next click on; they sign in again for it.',
  removed: 'The access has ended. What that person entered and recorded stays.',
};

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** For managers: who works for the provider, and as what. */
export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const { actor } = ctx;
  authoriseUserManagement(actor);
  const people = await listColleagues(ctx);
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Users"
        lead={`Who works for ${actor.providerName}. Each person has a username of their own; please do not share one.`}
      />
      <UsersTable people={people} ownId={actor.userId} />
      <Inset title="What each role may do">
        <dl>
          {ROLES.map((role) => (
            <div key={role}>
              <dt className="inline font-semibold">{ROLE_WORDS[role].label}: </dt>
              <dd className="inline">{ROLE_WORDS[role].may}</dd>
            </div>
          ))}
        </dl>
      </Inset>
      <AdditionalUser supportAddress={supportAddress()} providerName={actor.providerName} manager={actor.name} />
    </>
  );
});
