import { personPage } from '@/app/_edges/person-page';
import { titledByUser } from '@/app/_edges/record-title';
import { News, sentenceOf } from '@/app/_edges/saved-notice';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { AccountHistory } from '@/components/staff-users/account-history';
import { ActLinks } from '@/components/staff-users/act-links';
import { SignInTable } from '@/components/staff-users/sign-in-table';
import { UserFacts } from '@/components/staff-users/user-facts';
import { whyNotAllowed } from '@/lib/access/capabilities';
import { actsFor } from '@/lib/users/staff/acts-for';
import { getUser } from '@/lib/users/staff/get-user';
import { parseUserId } from '@/lib/users/staff/user-id';

export const generateMetadata = titledByUser();

const SAVED: Record<string, string> = {
  'reset-two-step': 'Two-step sign-in was reset. The person was signed out and notified by email.',
  disable: 'The account was disabled. The person was signed out and notified by email.',
  enable: 'The account was enabled. The person was notified by email.',
  'end-sessions': 'The person was signed out everywhere and notified by email.',
  'change-email': 'The email address was changed. The person was signed out, and both addresses were notified.',
  added: 'The user was added and gets an email that says how to sign in.',
  'access-given': 'This person already had a sign-in. They now have access to the provider as well, and get an email.',
  'access-removed': 'The access was removed. The person was notified by email.',
  'provider-role': 'The role at the provider was changed. The person was notified by email.',
  'staff-role': 'The role was changed. The person was signed out and notified by email.',
};

type Props = { params: Promise<{ userId: string }>; searchParams: Promise<{ saved?: string | string[] }> };

export default personPage(['staff'], async (ctx, { params, searchParams }: Props) => {
  const user = await getUser(ctx, parseUserId((await params).userId));
  const { saved } = await searchParams;
  const news = sentenceOf(SAVED, saved);
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Users', href: '/admin/users' }, { label: user.name }]} />
      {news && <News>{news}</News>}
      <PageHeader title={user.name} />
      {user.disabledAt && <Notice kind="warning" title="This account is disabled" />}
      <UserFacts user={user} />
      <ActLinks userId={user.id} {...actsFor(ctx, user)} />
      <section>
        <h2>Latest sign-ins</h2>
        {user.signIns.length === 0 ? (
          <p>None in the last day. Earlier sign-ins are in the account history.</p>
        ) : (
          <SignInTable signIns={user.signIns} />
        )}
      </section>
      <section>
        <h2>Account history</h2>
        {user.entries.length === 0 ? <p>Nothing yet.</p> : <AccountHistory entries={user.entries} />}
        {whyNotAllowed(ctx.actor, 'audit.read') === null && (
          <p>
            <a href={`/admin/audit?type=user&number=${user.id}`}>Everything in the audit log</a>
          </p>
        )}
      </section>
    </>
  );
});
