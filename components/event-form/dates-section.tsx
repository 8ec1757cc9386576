'use client';

import { useRef, useState } from 'react';
import { lastDayOfCourse } from '@/lib/events/asynchronous';
import { INPUTS } from '@/lib/events/fields';
import { formValues, textOf } from '@/lib/platform/forms/form-values';
import { dateRange } from '@/lib/printing/template/date-range';
import { Button } from '../button';
import { CheckboxField } from '../checkbox-field';
import { DateField } from '../date-field';
import { Example } from '../example';
import { FieldRow } from '../field-row';
import { FormSection } from '../form-section';
import { TextField } from '../text-field';
import { useFilledFields } from '../use-filled-fields';
import type { FieldErrors } from './problems';

type DatesSectionProps = { typed: (name: string) => string; errors: FieldErrors };

/** Returns the end date of an always-open course that is one year after its start, once its start is known and if its end date is different. */
function offeredEnd(asynchronous: boolean, startsOn: string, endsOn: string): string | null {
  if (!asynchronous || !/^\d{4}-\d{2}-\d{2}$/.test(startsOn)) return null;
  const last = lastDayOfCourse(startsOn);
  return last === endsOn ? null : last;
}

export function DatesSection({ typed, errors }: DatesSectionProps) {
  const [asynchronous, setAsynchronous] = useState(typed('asynchronous') === 'yes');
  const [startsOn, setStartsOn] = useState(typed('startsOn'));
  const [endsOn, setEndsOn] = useState(typed('endsOn'));
  const end = useRef<HTMLInputElement>(null);
  /** The end date that the choice set. A date that somebody typed is never replaced, only offered. */
  const setByChoice = useRef('');
  const offered = offeredEnd(asynchronous, startsOn, endsOn);

  useFilledFields(() => {
    if (!end.current?.form) return;
    const values = formValues(new FormData(end.current.form));
    setAsynchronous(textOf(values, 'asynchronous') === 'yes');
    setStartsOn(textOf(values, 'startsOn'));
    setEndsOn(textOf(values, 'endsOn'));
  });

  function setEnd(day: string): void {
    if (!end.current) return;
    end.current.value = day;
    // The preview listens to the form as if somebody had typed.
    end.current.dispatchEvent(new Event('input', { bubbles: true }));
    setEndsOn(day);
  }

  function followChoice(isOpen: boolean, firstDay: string): void {
    const day = offeredEnd(isOpen, firstDay, end.current?.value ?? '');
    if (day === null || !['', firstDay, setByChoice.current].includes(end.current!.value)) return;
    setByChoice.current = day;
    setEnd(day);
  }

  return (
    <FormSection title="Dates">
      <CheckboxField
        name="asynchronous"
        label={INPUTS.asynchronous.label}
        hint="People can take it at any time. It is entered for one year at a time, so the end date is one year after the start date. At the end you record the count, and one click makes the entry for the next year."
        defaultChecked={typed('asynchronous') === 'yes'}
        onChange={(event) => {
          setAsynchronous(event.currentTarget.checked);
          followChoice(event.currentTarget.checked, startsOn);
        }}
        error={errors('asynchronous')}
      />
      <Example about="a course that is open all year">
        <p>
          Start date July 1, 2026, end date June 30, 2027. In July 2027, record how many certificates were earned in
          that year. If the course stays open, choose <strong>Make next year’s entry</strong> on its page instead of
          adding it again, so that its links keep working.
        </p>
        <p>
          Say in the course how Montana educators get the official certificate: your learning system can release it at
          the end, or name a person in your organization who issues it. A certificate of your own does not count for a
          license.
        </p>
      </Example>
      <FieldRow>
        <DateField
          name="startsOn"
          label={INPUTS.startsOn.label}
          defaultValue={typed('startsOn')}
          onChange={(event) => {
            setStartsOn(event.currentTarget.value);
            followChoice(asynchronous, event.currentTarget.value);
          }}
          error={errors('startsOn')}
        />
        <DateField
          ref={end}
          name="endsOn"
          label={INPUTS.endsOn.label}
          defaultValue={typed('endsOn')}
          onChange={(event) => setEndsOn(event.currentTarget.value)}
          error={errors('endsOn')}
        />
      </FieldRow>
      <FieldRow>
        <TextField
          name="startsAt"
          label={INPUTS.startsAt.label}
          type="time"
          optional
          width="sm"
          defaultValue={typed('startsAt')}
          error={errors('startsAt')}
        />
        <TextField
          name="endsAt"
          label={INPUTS.endsAt.label}
          type="time"
          optional
          width="sm"
          defaultValue={typed('endsAt')}
          error={errors('endsAt')}
        />
      </FieldRow>
      {offered && (
        <p className="-mt-2 mb-6">
          <Button
            type="button"
            variant="secondary"
            onClick={() => {
              setEnd(offered);
              end.current?.focus();
            }}
          >
            Use {dateRange(offered, offered)} as the end date
          </Button>
        </p>
      )}
    </FormSection>
  );
}
