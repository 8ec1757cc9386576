'use client';

import type { NextEntry } from '@/lib/courses/find-course';
import { formatDays } from '@/lib/platform/days';
import { EMPTY_FORM, type FormState } from '@/lib/platform/forms/form-values';
import type { StateAction } from '../account/button-form';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { SubmitButton } from '../submit-button';
import { useFormAction } from '../use-form-action';

type Props = { next: NextEntry; action: StateAction; address: string };

/** Makes the entry for the next year with one button; what it confirms and copies is written above the button. */
export function ContinueForm({ next, action, address }: Props) {
  const { own, signed, similar, statement } = next;
  const [state, submit] = useFormAction(action, EMPTY_FORM as FormState, address);
  const sign = signed && own;
  return (
    <form action={submit}>
      <ErrorSummary problems={problemsOf(state)} />
      <p>
        The entry for {formatDays(next.startsOn, next.endsOn)} gets the same title, instructor, description, categories,
        agenda and evaluation. You can edit it afterwards. Share links, keys and course links of this entry lead there
        from its first day on, so you don’t have to change your course pages.
      </p>
      {next.retired > 0 && (
        <p>
          {next.retired === 1 ? 'One category is' : `${next.retired} categories are`} no longer offered and not copied.
        </p>
      )}
      {similar.length > 0 && (
        <p>
          <strong>There is already an event like it on these dates:</strong>{' '}
          {similar.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && ', '}
              <a href={`/events/${id}`} dir="auto">
                {title}
              </a>
            </span>
          ))}
          . Links of this entry don’t lead to it. If you make the entry here, ask agency staff to cancel that event.
        </p>
      )}
      {signed && !own && (
        <p>
          This entry is signed digitally, but you have not set up a signature. Certificates of the next one are signed
          by hand until someone signs it. <a href="/account/signature">Set up your signature</a>
        </p>
      )}
      {sign && (
        <p>
          This entry is signed digitally. You would sign the next one as{' '}
          <bdi>
            <strong>{own.printedName}</strong>, {own.title}
          </bdi>
          : “{statement}”
        </p>
      )}
      <p className="hint">By making the entry, you confirm: {next.attestation}</p>
      <input type="hidden" name="stamp" value={next.stamp} />
      {similar.length > 0 && <input type="hidden" name="sameEvent" value="accepted" />}
      {sign && (
        <>
          <input type="hidden" name="signatureId" value={own.id} />
          <input type="hidden" name="statement" value={statement} />
        </>
      )}
      <ButtonRow>
        {sign && (
          <SubmitButton name="signing" value="sign" pendingLabel="Making the entry…">
            Make and sign next year’s entry
          </SubmitButton>
        )}
        {signed ? (
          <SubmitButton
            name="signing"
            value="unsigned"
            variant={sign ? 'secondary' : 'primary'}
            pendingLabel="Making the entry…"
          >
            {sign ? 'Make it without a signature' : 'Make next year’s entry without a signature'}
          </SubmitButton>
        ) : (
          <SubmitButton pendingLabel="Making the entry…">Make next year’s entry</SubmitButton>
        )}
      </ButtonRow>
    </form>
  );
}
