import { personPage } from '@/app/_edges/person-page';
import { titledByUser } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { ActForm } from '@/components/staff-users/act-form';
import { ACT_WORDS } from '@/components/staff-users/act-words';
import { authorize } from '@/lib/access/authorize';
import { AppError } from '@/lib/platform/errors';
import { parseAct, whyNotNow } from '@/lib/users/staff/acts-for';
import { getUser } from '@/lib/users/staff/get-user';
import { parseUserId } from '@/lib/users/staff/user-id';
import {
  changeEmailAction,
  changeStaffRoleAction,
  disableUserAction,
  enableUserAction,
  endSessionsAction,
  resetTwoStepAction,
} from './actions';

export const generateMetadata = titledByUser<{ userId: string; act: string }>(
  ({ act }) => ACT_WORDS[parseAct(act)].title,
);

const ACTIONS = {
  'reset-two-step': resetTwoStepAction,
  disable: disableUserAction,
  enable: enableUserAction,
  'end-sessions': endSessionsAction,
  'change-email': changeEmailAction,
  'staff-role': changeStaffRoleAction,
};

type Props = { params: Promise<{ userId: string; act: string }> };

/** Shows a separate page for each act, so that nobody triggers one by a misclick in a list. */
export default personPage(['staff'], async (ctx, { params }: Props) => {
  const { userId, act: typed } = await params;
  authorize(ctx, 'account.read');
  const act = parseAct(typed);
  const user = await getUser(ctx, parseUserId(userId));
  const why = whyNotNow(ctx.actor, user, act);
  if (why?.forbidden) throw new AppError('forbidden', why.sentence);
  const back = `/admin/users/${user.id}`;
  const { title, lead, next } = ACT_WORDS[act];
  return (
    <>
      <Breadcrumbs
        crumbs={[{ label: 'Users', href: '/admin/users' }, { label: user.name, href: back }, { label: title }]}
      />
      <PageHeader title={`${title}: ${user.name}`} lead={lead} />
      {why ? (
        <Inset title="Not now">
          <p>{why.sentence}</p>
          <p>
            <a href={back}>Back to {user.name}</a>
          </p>
        </Inset>
      ) : (
        <>
          <Inset title="What happens next">
            <p>{next}</p>
          </Inset>
          <ActForm
            act={act}
            action={ACTIONS[act].bind(null, userId)}
            role={user.staffRole}
            email={user.email}
            manager={user.memberships.some((membership) => membership.role === 'manager')}
            cancelHref={back}
          />
        </>
      )}
    </>
  );
});
