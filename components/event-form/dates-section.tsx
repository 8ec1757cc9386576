'use client';

import { useRef, useState } from 'react';
import { lastDayOfCourse } from '@/lib/events/asynchronous';
import { formValues, textOf } from '@/lib/platform/forms/form-values';
import { dateRange } from '@/lib/printing/template/date-range';
import { Button } from '../button';
import { CheckboxField } from '../checkbox-field';
import { DateField } from '../date-field';
import { Example } from '../example';
import { FieldRow } from '../field-row';
import { FormSection } from '../form-section';
import { useFilledFields } from '../use-filled-fields';
import type { FieldErrors } from './problems';

type DatesSectionProps = { typed: (name: string) => string; errors: FieldErrors };

/** Returns the end date to offer for an always open course, once its start is known and if its end date is different. */
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
  const offered = offeredEnd(asynchronous, startsOn, endsOn);

  useFilledFields(() => {
    if (!end.current?.form) return;
    const values = formValues(new FormData(end.current.form));
    setAsynchronous(textOf(values, 'asynchronous') === 'yes');
    setStartsOn(textOf(values, 'startsOn'));
    setEndsOn(textOf(values, 'endsOn'));
  });

  function takeOffer(day: string): void {
    if (!end.current) return;
    end.current.value = day;
    // The preview listens to the form as if somebody had typed.
    end.current.dispatchEvent(new Event('input', { bubbles: true }));
    setEndsOn(day);
    end.current.focus();
  }

  return (
    <FormSection title="Dates">
      <CheckboxField
        name="asynchronous"
        label="Asynchronous online course, open at any time"
        hint="List it for up to one year. Leave the end date blank to use one year after the start. Record the count at the end, then add it again for the next year."
        defaultChecked={typed('asynchronous') === 'yes'}
        onChange={(event) => setAsynchronous(event.currentTarget.checked)}
        error={errors('asynchronous')}
      />
      <Example about="a course that is open all year">
        <p>
          Start date July 1, 2026, end date June 30, 2027. In July 2027, record how many certificates were earned in
          that year. If the course is still open, add it again from July 1, 2027.
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
          label="Start date"
          defaultValue={typed('startsOn')}
          onChange={(event) => setStartsOn(event.currentTarget.value)}
          error={errors('startsOn')}
        />
        <DateField
          ref={end}
          name="endsOn"
          label="End date"
          defaultValue={typed('endsOn')}
          onChange={(event) => setEndsOn(event.currentTarget.value)}
          error={errors('endsOn')}
        />
      </FieldRow>
      {offered && (
        <p className="-mt-2 mb-6">
          <Button type="button" variant="secondary" onClick={() => takeOffer(offered)}>
            Use {dateRange(offered, offered)} as the end date
          </Button>
        </p>
      )}
    </FormSection>
  );
}
