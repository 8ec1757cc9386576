import { keepProviderForm } from '@/app/_edges/keep-provider-form';
import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { PageHeader } from '@/components/page-header';
import { ChangeProviderForm } from '@/components/providers/change-provider-form';
import { changeProviderForm } from '@/lib/providers/staff/change-provider';
import { parseProviderId } from '@/lib/users/provider-id';
import { changeProviderAction } from './actions';

export const generateMetadata = titledByProvider('Change the record');

type Props = { params: Promise<{ providerId: string }> };

const addressOf = (id: number | string) => `/admin/providers/${id}/change`;

export default personPage(
  ['staff'],
  async (ctx, { params }: Props) => {
    const id = parseProviderId((await params).providerId);
    const { name, values } = await changeProviderForm(ctx, id);
    const back = `/admin/providers/${id}`;
    return (
      <>
        <Breadcrumbs
          crumbs={[
            { label: 'Providers', href: '/admin/providers' },
            { label: name, href: back },
            { label: 'Change the record' },
          ]}
        />
        <PageHeader title="Change the record" lead={<bdi>{name}</bdi>} />
        <Inset title="What happens next">
          <p>
            The provider’s managers get an email with your reason. New certificates are printed with the new name and
            phone; certificates that were already given out keep what was printed on them.
          </p>
        </Inset>
        <ChangeProviderForm
          action={changeProviderAction.bind(null, String(id))}
          values={values}
          address={addressOf(id)}
          backHref={back}
        />
      </>
    );
  },
  { keep: keepProviderForm(changeProviderAction, 'change', 'Save changes') },
);
