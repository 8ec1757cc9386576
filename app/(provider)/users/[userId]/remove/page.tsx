import { personPage } from '@/app/_edges/person-page';
import { titledByColleague } from '@/app/_edges/record-title';
import { ButtonForm } from '@/components/account/button-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { ButtonLink } from '@/components/button-link';
import { PageHeader } from '@/components/page-header';
import { getPlace } from '@/lib/access/place';
import { getColleague } from '@/lib/users/colleagues';
import { parseUserId } from '@/lib/users/record-id';
import { removeAccessAction } from '../actions';

export const generateMetadata = titledByColleague('Remove access');

type Props = { params: Promise<{ userId: string }> };

export default personPage(['provider'], async (ctx, { params }: Props) => {
  const { actor } = ctx;
  const person = await getColleague(ctx, parseUserId((await params).userId));
  const { providerId, providerName } = getPlace(actor);
  const own = person.userId === actor.userId;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Users', href: '/users' },
          { label: person.name, href: `/users/${person.userId}` },
          { label: 'Remove access' },
        ]}
      />
      <PageHeader title={own ? 'Remove your own access' : `Remove the access of ${person.name}`} />
      <div className="prose">
        <p>
          {own ? 'You' : person.name} will no longer be able to sign in for {providerName}. This takes effect right
          away.
        </p>
        <ul>
          <li>Events and certificate counts stay as they are, with the name of the person who recorded them.</li>
          <li>We notify {own ? 'you' : person.name} by email.</li>
          <li>To undo this, email staff, who can restore access.</li>
        </ul>
      </div>
      <div className="button-row">
        <ButtonForm
          action={removeAccessAction.bind(null, String(person.userId))}
          providerId={providerId}
          label="Remove access"
          pendingLabel="Removing…"
          variant="danger"
        />
        <ButtonLink href={`/users/${person.userId}`} variant="quiet">
          Cancel
        </ButtonLink>
      </div>
    </>
  );
});
