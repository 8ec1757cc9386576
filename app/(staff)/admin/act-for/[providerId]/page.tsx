import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { ActForForm } from '@/components/acting/act-for-form';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import type { Context } from '@/lib/platform/visit';
import { getPrincipal } from '@/lib/users/acting/start-acting';
import { parseProviderId } from '@/lib/users/provider-id';
import { ACTING_MINUTES } from '@/lib/users/rules';
import { startActingAction } from './actions';

export const generateMetadata = titledByProvider('Act for this provider');

type Props = { params: Promise<{ providerId: string }> };

export default personPage(['staff'], actForPage, {
  keep: async (because, { params }: Props) => {
    const { providerId } = await params;
    const action = startActingAction.bind(null, providerId);
    return <KeptForm because={because} action={action} address={`/admin/act-for/${providerId}`} saveLabel="Start" />;
  },
});

async function actForPage(ctx: Context, { params }: Props) {
  const { id, name } = await getPrincipal(ctx, parseProviderId((await params).providerId));
  const back = `/admin/providers/${id}`;
  return (
    <>
      <Breadcrumbs
        crumbs={[
          { label: 'Providers', href: '/admin/providers' },
          { label: name, href: back },
          { label: 'Act for this provider' },
        ]}
      />
      <PageHeader
        title={
          <>
            Act for <bdi>{name}</bdi>
          </>
        }
        lead="See the provider’s pages as its people do, and work there for them."
      />
      <Inset title="What happens next">
        <ul className="list-disc pl-6">
          <li>
            For {ACTING_MINUTES} minutes, you can do what an editor of this provider does. You can stop at any time.
          </li>
          <li>The provider’s managers get an email with your name and your reason.</li>
          <li>The log and the history of each event say that you did it, for this provider.</li>
          <li>
            Signatures, passwords, two-step sign-in, users, keys of learning systems and answers to evaluations stay
            closed.
          </li>
        </ul>
      </Inset>
      <ActForForm action={startActingAction.bind(null, String(id))} address={`/admin/act-for/${id}`} backHref={back} />
    </>
  );
}
