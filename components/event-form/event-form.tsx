'use client';

import { type ReactNode, useRef } from 'react';
import type { ConferenceChoice } from '@/lib/conferences/list-conferences';
import type { EventFormAction } from '@/lib/events/event-decision';
import { INPUTS } from '@/lib/events/fields';
import { type FormValues, listOf, textOf } from '@/lib/platform/forms/form-values';
import { MAX_WORDS } from '@/lib/requests/limits';
import type { CertificateTexts } from '@/lib/settings/certificate-texts';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxGroup } from '../checkbox-group';
import { ErrorSummary } from '../error-summary';
import { Example } from '../example';
import { FormSection } from '../form-section';
import { type IssuedCertificates, IssuedCertificatesChoice } from '../issued-certificates-choice';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { AgendaSection } from './agenda-section';
import { AttestationSection } from './attestation-section';
import { CertificatePreview } from './certificate-preview';
import { ConferenceSection } from './conference-section';
import { DatesSection } from './dates-section';
import { Decision } from './decision';
import { HiddenFields } from './hidden-fields';
import { HoursField } from './hours-field';
import { LocationSection } from './location-section';
import { type FieldErrors, problemsInOrder } from './problems';
import { SessionFields } from './session-fields';

type EventFormProps = {
  action: EventFormAction;
  values: FormValues;
  categories: { id: number; name: string }[];
  conferences: readonly ConferenceChoice[];
  provider: { name: string; phone: string };
  /** The sentences that administrators set; absent: as they are by default. */
  attestation?: string;
  texts?: CertificateTexts;
  saveLabel: string;
  cancelHref: string;
  /** The form's page, which it is posted to without JavaScript. */
  address: string;
  /** Asks for a reason, too, for people who have to answer for the change; the hint says who reads it. */
  reasonHint?: string;
  /** For staff who correct an event: its valid certificates. */
  issued?: IssuedCertificates;
};

/**
 * Adds or edits an event (M8). Everything works without JavaScript; with it come the preview and a few shortcuts. No
 * field has autocomplete="off", because a browser that leaves the page and returns would then lose some of what was
 * typed.
 */
export function EventForm(props: EventFormProps) {
  const {
    action,
    values,
    categories,
    conferences,
    provider,
    attestation,
    texts,
    saveLabel,
    cancelHref,
    address,
    reasonHint,
    issued,
  } = props;
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const form = useRef<HTMLFormElement>(null);
  const typed = (name: string) => textOf(state.values, name);
  const errors: FieldErrors = (field) => state.errors.find((error) => error.field === field)?.message;
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,44rem)_minmax(0,1fr)]">
      <form
        ref={form}
        action={submit}
        onReset={keepWhatWasTyped}
        noValidate
        className="min-w-0 [&>.form-section:first-of-type]:mt-2"
      >
        <DefaultButton />
        <HiddenFields state={state} />
        <ErrorSummary problems={problemsInOrder(state)} />
        <Decision answer={state.answer} />
        <FormSection title="About the event">
          <TextField
            name="title"
            label={INPUTS.title.label}
            hint="As it should appear on the certificate."
            defaultValue={typed('title')}
            error={errors('title')}
          />
          <TextField
            name="instructor"
            label={INPUTS.instructor.label}
            hint="Several names are fine; all of them are printed."
            defaultValue={typed('instructor')}
            error={errors('instructor')}
          />
          <TextArea
            name="description"
            label={INPUTS.description.label}
            hint="What educators will learn, and who it is for."
            defaultValue={typed('description')}
            error={errors('description')}
            maxCharacters={INPUTS.description.max}
          />
          <CheckboxGroup
            name="categoryIds[]"
            id="categoryIds"
            label={INPUTS.categoryIds.label}
            hint="Choose all that apply."
            choices={categories.map(({ id, name }) => ({ value: String(id), label: name }))}
            defaultValues={listOf(state.values, 'categoryIds')}
            error={errors('categoryIds')}
            columns={2}
          />
          <SessionFields typed={typed} errors={errors} />
          <Example about="a conference with 12 sessions">
            <p>
              People come and go, and earn different numbers of PDUs. Add the conference “Big Sky Reading Conference”,
              then its 12 sessions: each is an event with its own certificate and its own count.
            </p>
          </Example>
        </FormSection>
        <ConferenceSection conferences={conferences} typed={typed} errors={errors} />
        <DatesSection typed={typed} errors={errors} />
        <LocationSection typed={typed} errors={errors} />
        <FormSection title="Hours and units">
          <HoursField initial={typed('hours')} error={errors('hours')} />
        </FormSection>
        <AgendaSection state={state} errors={errors} />
        {reasonHint && (
          <FormSection title="Why it needs to be corrected">
            <TextArea
              name="reason"
              label="Reason"
              hint={reasonHint}
              defaultValue={typed('reason')}
              error={errors('reason')}
              maxCharacters={MAX_WORDS}
              rows={3}
            />
            {issued && <IssuedCertificatesChoice change="correct" issued={issued} state={state} />}
          </FormSection>
        )}
        <AttestationSection statement={attestation} ticked={typed('attested') === 'yes'} error={errors('attested')} />
        <ButtonRow>
          <SubmitButton pendingLabel="Saving…">{saveLabel}</SubmitButton>
          <ButtonLink href={cancelHref} variant="quiet">
            Cancel
          </ButtonLink>
        </ButtonRow>
      </form>
      <PreviewColumn>
        <CertificatePreview form={form} provider={{ ...provider, ...(texts && { texts }) }} />
      </PreviewColumn>
    </div>
  );
}

/** The Enter key presses a form's first submit button, which must be Save and not one of the agenda's buttons. */
function DefaultButton() {
  return (
    <button type="submit" className="sr-only" tabIndex={-1} aria-hidden="true">
      Save
    </button>
  );
}

function PreviewColumn({ children }: { children: ReactNode }) {
  return <div className="min-w-0 lg:sticky lg:top-6 lg:self-start">{children}</div>;
}
