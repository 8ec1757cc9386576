import { personPage } from '@/app/_edges/person-page';
import { titledByApplication } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { AddProviderForm } from '@/components/providers/add-provider-form';
import { KnownPeople } from '@/components/requests/known-people';
import { parseApplicationId } from '@/lib/applications/application';
import { approveApplicationForm } from '@/lib/applications/decide-application';
import { approveApplicationAction } from './actions';

const PAGE = 'Approve and add the provider';

export const generateMetadata = titledByApplication(PAGE);

type Props = { params: Promise<{ applicationId: string }> };

const addressOf = (id: number | string) => `/admin/applications/${id}/approve`;

/** Approves an application by adding its provider. */
export default personPage(
  ['staff'],
  async (ctx, { params }: Props) => {
    const id = parseApplicationId((await params).applicationId);
    const { organization, why, values, known } = await approveApplicationForm(ctx, id);
    const back = `/admin/applications/${id}`;
    return (
      <>
        <Breadcrumbs
          crumbs={[
            { label: 'Applications', href: '/admin/applications' },
            { label: organization, href: back },
            { label: PAGE },
          ]}
        />
        <PageHeader title={PAGE} lead={<bdi>{organization}</bdi>} />
        {why ? (
          <Inset title="It can’t be approved">
            <p>
              {why} <a href={back}>Back to the application</a>
            </p>
          </Inset>
        ) : (
          <>
            {known && <KnownPeople people={known} />}
            <AddProviderForm
              action={approveApplicationAction.bind(null, String(id))}
              values={values}
              address={addressOf(id)}
              backHref={back}
            />
          </>
        )}
      </>
    );
  },
  {
    keep: async (because, { params }: Props) => {
      const { applicationId } = await params;
      return (
        <KeptForm
          because={because}
          action={approveApplicationAction.bind(null, applicationId)}
          address={addressOf(applicationId)}
          saveLabel="Add the provider"
        />
      );
    },
  },
);
