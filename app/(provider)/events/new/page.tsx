import type { Metadata } from 'next';
import { draftName } from '@/app/_edges/draft-name';
import { personPage } from '@/app/_edges/person-page';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { DraftedEventForm } from '@/components/event-form/drafted-event-form';
import { KeptForm } from '@/components/kept-form';
import { PageHeader } from '@/components/page-header';
import { newEventForm } from '@/lib/events/event-forms';
import type { Context } from '@/lib/platform/visit';
import { addEventAction } from './actions';

export const metadata: Metadata = { title: 'Add event' };

type Props = { searchParams: Promise<{ from?: string | string[]; conference?: string | string[] }> };

const ADDRESS = '/events/new';
const SAVE = 'Add event';

export default personPage(['provider'], addEventPage, {
  keep: async (because) => <KeptForm because={because} action={addEventAction} address={ADDRESS} saveLabel={SAVE} />,
});

async function addEventPage(ctx: Context, { searchParams }: Props) {
  const { from, conference } = await searchParams;
  const { values, categories, conferences, provider, attestation, texts, copied } = await newEventForm(
    ctx,
    from?.toString(),
    conference?.toString(),
  );
  const title = copied ? 'Add an event like this one' : 'Add event';
  return (
    <>
      <Breadcrumbs crumbs={[{ label: 'Event List', href: '/events' }, { label: title }]} />
      <PageHeader
        title={title}
        lead={
          copied ? (
            <>
              Copied from “<bdi>{copied.title}</bdi>”. Check everything, especially the dates. The original event does
              not change.
            </>
          ) : (
            'What you enter here is printed on the certificate. You can change it until the end date has passed.'
          )
        }
      />
      <DraftedEventForm
        draftName={draftName(ctx.actor, copied ? `copy-${copied.id}` : 'new')}
        draftTitle={
          copied ? 'You began a copy of this event and did not save it' : 'You began an event and did not save it'
        }
        action={addEventAction}
        values={values}
        categories={categories}
        conferences={conferences}
        provider={provider}
        attestation={attestation}
        texts={texts}
        address={ADDRESS}
        saveLabel={SAVE}
        cancelHref={copied ? `/events/${copied.id}` : '/events'}
      />
    </>
  );
}
