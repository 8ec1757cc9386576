'use client';

import type { RequestReview } from '@/lib/events/event-decision';
import { US_STATES } from '@/lib/events/us-states';
import { type FormState, type FormValues, textOf } from '@/lib/platform/forms/form-values';
import { MAX_WORDS } from '@/lib/requests/limits';
import { ButtonLink } from '../button-link';
import { ButtonRow } from '../button-row';
import { CheckboxField } from '../checkbox-field';
import { ErrorSummary } from '../error-summary';
import { FieldRow } from '../field-row';
import { errorOf, problemsOf } from '../form-problems';
import { FormSection } from '../form-section';
import { keepWhatWasTyped } from '../keep-what-was-typed';
import { ReviewDecision } from '../requests/review-decision';
import { SelectField } from '../select-field';
import { SubmitButton } from '../submit-button';
import { TextArea } from '../text-area';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';

type State = FormState<RequestReview>;

type Props = {
  action: (before: State, form: FormData) => Promise<State>;
  /** The provider's data as they are now. */
  values: FormValues;
  address: string;
  backHref: string;
};

const STATES = US_STATES.map(([value, label]) => ({ value, label }));

/** Asks the agency to change what is on record about the provider. The differences are shown before it is sent. */
export function AskForDataForm({ action, values, address, backHref }: Props) {
  const [state, submit] = useFormAction(action, { values, errors: [] }, address);
  const field = (name: string) => ({
    name,
    defaultValue: textOf(state.values, name),
    error: errorOf(state, name),
  });
  return (
    <form action={submit} onReset={keepWhatWasTyped} noValidate>
      <ErrorSummary problems={problemsOf(state)} />
      {state.answer?.kind === 'review' && <ReviewDecision answer={state.answer} />}
      <input type="hidden" name="version" value={textOf(state.values, 'version')} />
      <input type="hidden" name="requestKey" value={textOf(state.values, 'requestKey')} />
      <FormSection title="On certificates">
        <TextField {...field('name')} label="Legal name" hint="As it should be printed on new certificates." />
        <TextField {...field('phone')} label="Phone" hint="As it should be printed on new certificates." width="md" />
      </FormSection>
      <FormSection title="How people find you">
        <TextArea
          {...field('knownAs')}
          label="Other names"
          hint="One on each line: a short name, an earlier one. People can find you by them."
          optional
          rows={3}
        />
        <TextField {...field('website')} label="Website" optional width="md" inputMode="url" />
        <CheckboxField
          name="directoryConsent"
          value="yes"
          label="The public directory may show our phone and website"
          defaultChecked={textOf(state.values, 'directoryConsent') === 'yes'}
        />
      </FormSection>
      <AddressSection title="Mailing address" prefix="mailing" field={field} />
      <AddressSection
        title="Physical address"
        prefix="physical"
        field={field}
        hint="Leave it blank if it is the mailing address."
      />
      <ContactSection title="Primary contact" prefix="primary" field={field} />
      <ContactSection title="Deputy contact" prefix="deputy" field={field} />
      <FormSection title="Signatory">
        <p className="hint mb-4">The person who answers for your certificates.</p>
        <TextField {...field('signatoryName')} label="Name" optional width="md" />
        <TextField {...field('signatoryTitle')} label="Job title" optional width="md" />
      </FormSection>
      <FormSection title="Why it needs to be changed">
        <TextArea {...field('reason')} label="Reason" hint="Staff decide with it." maxCharacters={MAX_WORDS} rows={3} />
      </FormSection>
      <ButtonRow>
        <SubmitButton pendingLabel="Checking…">Check the request</SubmitButton>
        <ButtonLink href={backHref} variant="quiet">
          Cancel
        </ButtonLink>
      </ButtonRow>
    </form>
  );
}

type SectionProps = {
  title: string;
  prefix: string;
  hint?: string;
  field: (name: string) => { name: string; defaultValue: string; error: string | undefined };
};

function AddressSection({ title, prefix, hint, field }: SectionProps) {
  return (
    <FormSection title={title}>
      {hint && <p className="hint mb-4">{hint}</p>}
      <TextField {...field(`${prefix}Street`)} label="Street or PO box" optional />
      <TextField {...field(`${prefix}City`)} label="City" optional width="md" />
      <FieldRow>
        <SelectField {...field(`${prefix}State`)} label="State or territory" options={STATES} />
        <TextField {...field(`${prefix}Zip`)} label="ZIP code" optional width="sm" inputMode="numeric" />
      </FieldRow>
    </FormSection>
  );
}

function ContactSection({ title, prefix, field }: SectionProps) {
  return (
    <FormSection title={title}>
      <TextField {...field(`${prefix}Name`)} label="Name" optional width="md" />
      <TextField {...field(`${prefix}Email`)} label="Email address" type="email" optional width="md" />
      <TextField {...field(`${prefix}Phone`)} label="Phone" optional width="md" />
    </FormSection>
  );
}
