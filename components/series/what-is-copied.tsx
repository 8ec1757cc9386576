import type { ProviderEvent } from '@/lib/events/event';
import { locationLine, unitsOf } from '@/lib/events/rules';
import { formatDays } from '@/lib/platform/days';
import type { Source } from '@/lib/series/source';
import { SummaryList } from '../summary-list';

type Props = { event: ProviderEvent; source: Source };

/** Shows what each copy of an event gets, and what it does not get. */
export function WhatIsCopied({ event, source: { content, conferenceDays, questions, categories, retired } }: Props) {
  const { location, agenda } = content;
  return (
    <SummaryList
      rows={[
        { term: 'Title', value: <span dir="auto">{content.title}</span> },
        { term: 'Instructor', value: <span dir="auto">{content.instructor}</span> },
        {
          term: 'Description',
          value: (
            <p className="prose-lines" dir="auto">
              {content.description}
            </p>
          ),
        },
        { term: 'Hours of instruction', value: unitsOf(event.hours) },
        {
          term: 'Event categories',
          value: (
            <>
              {categories.join(', ')}
              {retired > 0 && <span className="hint"> ({retired} no longer offered, so not copied)</span>}
            </>
          ),
        },
        {
          term: 'Location',
          value: location.kind === 'online' ? 'Online' : `${locationLine(location)} ${location.zip}`,
        },
        ...(content.conference
          ? [
              {
                term: 'Conference',
                value: (
                  <>
                    <bdi>{content.conference.name}</bdi>
                    {conferenceDays && (
                      <span className="hint">
                        {' '}
                        (only on its days, {formatDays(conferenceDays.startsOn, conferenceDays.endsOn)})
                      </span>
                    )}
                  </>
                ),
              },
            ]
          : []),
        ...(content.asynchronous ? [{ term: 'Always open', value: 'Yes' }] : []),
        ...(agenda.length > 0
          ? [{ term: 'Agenda', value: `${agenda.length} ${agenda.length === 1 ? 'row' : 'rows'}, on the new dates` }]
          : []),
        {
          term: 'Evaluation',
          value: questions
            ? `${questions.length} ${questions.length === 1 ? 'question' : 'questions'} of your own`
            : 'The standard questions',
        },
        {
          term: 'Not copied',
          value: 'Attendees, certificates, the certificate count, share links, and the signature',
        },
      ]}
    />
  );
}
