import { personPage } from '@/app/_edges/person-page';
import { titledByColleague } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { PageHeader } from '@/components/page-header';
import { RoleForm } from '@/components/users/role-form';
import { getPlace } from '@/lib/access/place';
import { getColleague } from '@/lib/users/colleagues';
import { parseUserId } from '@/lib/users/record-id';
import { changeRoleAction } from './actions';

export const generateMetadata = titledByColleague('Change a role');

type Props = { params: Promise<{ userId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  const person = await getColleague(ctx, parseUserId((await params).userId));
  const own = person.userId === ctx.actor.userId;
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Users', href: '/users' }, { label: person.name }]} />
      <PageHeader title={<span dir="auto">{person.name}</span>} lead={`${person.username} · ${person.email}`} />
      <RoleForm
        providerId={getPlace(ctx.actor).providerId}
        role={person.role}
        own={own}
        removeHref={`/users/${person.userId}/remove`}
        action={changeRoleAction.bind(null, String(person.userId))}
      />
    </>
  );
});
