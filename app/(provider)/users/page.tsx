import type { Metadata } from 'next';
import { personPage } from '@/app/_edges/person-page';
import { SavedNotice } from '@/app/_edges/saved-notice';
import { ButtonLink } from '@/components/button-link';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { UsersTable } from '@/components/users/users-table';
import { authorize } from '@/lib/access/authorize';
import { getPlace } from '@/lib/access/place';
import { listColleagues } from '@/lib/users/colleagues';
import { mayInvite } from '@/lib/users/invite-user';
import { ROLE_WORDS, ROLES } from '@/lib/users/roles';

export const metadata: Metadata = { title: 'Users' };

const SAVED: Record<string, string> = {
  role: 'The role was changed. They will need to sign in again.',
  invited: 'The person was invited. They get an email that says how to sign in.',
  removed: 'Access was removed. What that person entered and recorded is kept.',
};

type Props = { searchParams: Promise<{ saved?: string | string[] }> };

/** Shows managers who works for the provider, and in which role. */
export default personPage(['provider'], async (ctx, { searchParams }: Props) => {
  const { actor } = ctx;
  authorize(ctx, 'user.manage');
  const { providerName } = getPlace(actor);
  const [people, invites] = [await listColleagues(ctx), await mayInvite(ctx)];
  return (
    <>
      <SavedNotice words={SAVED} saved={(await searchParams).saved} />
      <PageHeader
        title="Users"
        lead={`The people who use PDUPS at ${providerName}, and their roles. Each person has their own username; don’t share usernames.`}
      />
      <UsersTable people={people} ownId={actor.userId} />
      <Inset title="What each role can do">
        <dl>
          {ROLES.map((role) => (
            <div key={role}>
              <dt className="inline font-semibold">{ROLE_WORDS[role].label}: </dt>
              <dd className="inline">{ROLE_WORDS[role].may}</dd>
            </div>
          ))}
        </dl>
      </Inset>
      <Inset title="Need to add someone?">
        {invites ? (
          <>
            <p>Invite them. They get a username of their own, and agency staff see the invitation.</p>
            <ButtonLink href="/users/invite">Invite a user</ButtonLink>
            <p>
              If you can’t invite the person, <a href="/users/ask">ask the agency for a user</a>.
            </p>
          </>
        ) : (
          <>
            <p>Ask agency staff to give them access. They get a username of their own.</p>
            <ButtonLink href="/users/ask">Ask for a user</ButtonLink>
          </>
        )}
      </Inset>
    </>
  );
});
