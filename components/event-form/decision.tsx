'use client';

import type { ReactNode } from 'react';
import type {
  AlreadyAdded,
  ContinueWarning,
  EditConflict,
  EventFormAnswer,
  PastWarning,
  SimilarWarning,
} from '@/lib/events/event-decision';
import { formatDay } from '@/lib/platform/days';
import { Asked } from '../asked';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { DiffView } from '../diff-view';
import { Notice } from '../notice';
import { ReviewDecision } from '../requests/review-decision';
import { SubmitButton } from '../submit-button';

/** Shows what the person has to decide before the form is saved. Its buttons post the whole form with the decision. */
export function Decision({ answer }: { answer: EventFormAnswer | undefined }) {
  switch (answer?.kind) {
    case 'past':
      return <PastDecision answer={answer} />;
    case 'similar':
      return <SimilarDecision answer={answer} />;
    case 'continue':
      return <ContinueDecision answer={answer} />;
    case 'already_added':
      return <AlreadyAddedDecision answer={answer} />;
    case 'conflict':
      return <ConflictDecision answer={answer} />;
    case 'review':
      return <ReviewDecision answer={answer} />;
    default:
      return null;
  }
}

function NewTabLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener">
      {children} <span className="hint">(opens in a new tab)</span>
    </a>
  );
}

function PastDecision({ answer }: { answer: PastWarning }) {
  const title = 'This event is already over';
  return (
    <Asked answer={answer} label={title}>
      <Notice kind="warning" title={title}>
        <p>
          It ended on {formatDay(answer.endsOn)}. Once you save it, only staff can change it. Check the year. Nothing is
          saved yet.
        </p>
      </Notice>
      <ButtonRow>
        <SubmitButton name="pastEnd" value={answer.endsOn} pendingLabel="Saving…">
          Save anyway
        </SubmitButton>
        <ButtonLink href="#endsOn" variant="secondary">
          Change the dates
        </ButtonLink>
      </ButtonRow>
    </Asked>
  );
}

function SimilarDecision({ answer }: { answer: SimilarWarning }) {
  const title = 'You already have an event with this title, dates and location';
  return (
    <Asked answer={answer} label={title}>
      <Notice kind="warning" title={title}>
        <ul className="list-disc pl-6">
          {answer.events.map(({ id, title, dates, place }) => (
            <li key={id}>
              <NewTabLink href={`/events/${id}`}>
                <span dir="auto">{title}</span>
              </NewTabLink>
              <br />
              Event {id}, {dates}, {place}
            </li>
          ))}
        </ul>
        <p>
          Nothing is saved yet. If this is a different event, such as a session held twice that day, save it anyway.
        </p>
      </Notice>
      <ButtonRow>
        <SubmitButton name="sameEvent" value="accepted" pendingLabel="Saving…">
          Save anyway
        </SubmitButton>
        <ButtonLink href="/events" variant="quiet">
          Don’t save
        </ButtonLink>
      </ButtonRow>
    </Asked>
  );
}

function ContinueDecision({ answer }: { answer: ContinueWarning }) {
  const { courses } = answer;
  const title = 'Continue your course instead?';
  return (
    <Asked answer={answer} label={title}>
      <Notice kind="warning" title={title}>
        <p>
          {courses.length === 1 ? 'This course is' : 'These courses are'} always open, with the same title, and not
          continued for another year yet:
        </p>
        <ul className="list-disc pl-6">
          {courses.map(({ id, title, dates }) => (
            <li key={id}>
              <NewTabLink href={`/events/${id}#continue`}>
                <span dir="auto">{title}</span>
              </NewTabLink>
              <br />
              Event {id}, {dates}
            </li>
          ))}
        </ul>
        <p>
          Nothing is saved yet. Choose <strong>Make next year’s entry</strong> on its page, so that its share links,
          keys and course links lead to the new year. They would not lead to an event that you add here.
        </p>
      </Notice>
      <ButtonRow>
        <ButtonLink href={`/events/${courses[0]!.id}#continue`}>Continue it instead</ButtonLink>
        <SubmitButton name="newCourse" value="accepted" variant="secondary" pendingLabel="Saving…">
          Save as a new course
        </SubmitButton>
      </ButtonRow>
    </Asked>
  );
}

function AlreadyAddedDecision({ answer }: { answer: AlreadyAdded }) {
  const title = 'This form was already used to add an event';
  const href = `/events/${answer.eventId}`;
  return (
    <Asked answer={answer} label={title}>
      <Notice kind="warning" title={title}>
        <p>
          You saved it as <NewTabLink href={href}>event {answer.eventId}</NewTabLink>, and the form is different now.
          Nothing is saved yet.
        </p>
      </Notice>
      <ButtonRow>
        <SubmitButton name="freshKey" value={answer.freshKey} pendingLabel="Saving…">
          Save as another event
        </SubmitButton>
        <ButtonLink href={`${href}/edit`} variant="secondary">
          Edit event {answer.eventId} instead
        </ButtonLink>
      </ButtonRow>
    </Asked>
  );
}

function ConflictDecision({ answer }: { answer: EditConflict }) {
  const title = 'This event was saved while you were editing it';
  return (
    <Asked answer={answer} label={title}>
      <Notice kind="warning" title={title}>
        <p>
          <strong>{answer.savedBy}</strong> saved it on {answer.savedAt}. Your changes are not saved yet. Compare both
          versions, then choose one; you can also change your version below first.
        </p>
      </Notice>
      <DiffView
        caption="Where the two versions differ"
        changes={answer.differences}
        beforeLabel={`Saved by ${answer.savedBy}`}
        afterLabel="Your version"
      />
      <ButtonRow>
        <SubmitButton name="overVersion" value={String(answer.version)} pendingLabel="Saving…">
          Save my version
        </SubmitButton>
        <ButtonLink href={`/events/${answer.eventId}`} variant="secondary">
          Keep the saved version
        </ButtonLink>
      </ButtonRow>
    </Asked>
  );
}
