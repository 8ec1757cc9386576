import { eventCrumbs } from '@/app/_edges/event-crumbs';
import { Breadcrumbs } from '@/components/breadcrumbs';
import { PageHeader } from '@/components/page-header';
import type { Person } from '@/lib/access/actor';
import type { ProviderEvent } from '@/lib/events/event';
import { formatDays } from '@/lib/platform/days';

type Props = { actor: Person; event: ProviderEvent; title: string };

/** Shows where a request about an event is, and which event it is about. */
export function RequestHead({ actor, event, title }: Props) {
  return (
    <>
      <Breadcrumbs crumbs={eventCrumbs(actor, event, { label: title })} />
      <PageHeader
        title={title}
        lead={
          <>
            <bdi>{event.title}</bdi> · {formatDays(event.startsOn, event.endsOn)}
          </>
        }
      />
    </>
  );
}
