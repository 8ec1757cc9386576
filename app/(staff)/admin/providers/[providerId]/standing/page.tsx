import { keepProviderForm } from '@/app/_edges/keep-provider-form';
import { personPage } from '@/app/_edges/person-page';
import { titledByProvider } from '@/app/_edges/record-title';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { Inset } from '@/components/inset';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import { SetStandingForm } from '@/components/providers/set-standing-form';
import { authorize } from '@/lib/access/authorize';
import { formatDay } from '@/lib/platform/days';
import { getProvider } from '@/lib/providers/staff/get-provider';
import { STANDING_CHOICES, STANDING_WORDS, standingsOf, standingText } from '@/lib/providers/standing-words';
import { parseProviderId } from '@/lib/users/provider-id';
import { setStandingAction } from './actions';

export const generateMetadata = titledByProvider('Change the standing');

type Props = { params: Promise<{ providerId: string }> };

const addressOf = (id: number | string) => `/admin/providers/${id}/standing`;

export default personPage(
  ['staff'],
  async (ctx, { params }: Props) => {
    const id = parseProviderId((await params).providerId);
    authorize(ctx, 'provider.set-standing');
    const { provider } = await getProvider(ctx, id);
    const { now, later } = standingsOf(provider, ctx.clock.today());
    const back = `/admin/providers/${id}`;
    return (
      <>
        <Breadcrumbs
          crumbs={[
            { label: 'Providers', href: '/admin/providers' },
            { label: provider.name, href: back },
            { label: 'Change the standing' },
          ]}
        />
        <PageHeader
          title="Change the standing"
          lead={
            <>
              <bdi>{provider.name}</bdi> · now: {STANDING_WORDS[now].label.toLowerCase()}
            </>
          }
        />
        {later && (
          <Notice kind="warning">
            <p>
              From {formatDay(later.from)} on, the standing is planned to be:{' '}
              {STANDING_WORDS[later.standing].label.toLowerCase()}. A decision from that day or an earlier one replaces
              it.
            </p>
          </Notice>
        )}
        <Inset title="What happens next">
          <p>
            The provider’s managers get an email with your reason, the day of the review, and how to appeal. The public
            directory shows the standing, not the reason. Certificates that were already issued stay valid.
          </p>
        </Inset>
        <SetStandingForm
          action={setStandingAction.bind(null, String(id))}
          choices={STANDING_CHOICES}
          today={ctx.clock.today()}
          shown={standingText(provider)}
          address={addressOf(id)}
          backHref={back}
        />
      </>
    );
  },
  { keep: keepProviderForm(setStandingAction, 'standing', 'Change the standing') },
);
