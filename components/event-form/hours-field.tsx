'use client';

import { useRef, useState } from 'react';
import { INPUTS } from '@/lib/events/fields';
import { readHours } from '@/lib/events/hours';
import { TextField } from '../text-field';
import { useFilledFields } from '../use-filled-fields';

type HoursFieldProps = { initial: string; error?: string };

/** Shows the hours of instruction with the PDUs they earn beside them: one PDU per hour (ARM 10.57.215). */
export function HoursField({ initial, error }: HoursFieldProps) {
  const [typed, setTyped] = useState(initial);
  const box = useRef<HTMLInputElement>(null);
  useFilledFields(() => setTyped(box.current?.value ?? ''));
  const read = readHours(typed);
  const units = 'hours' in read ? read.hours : null;
  return (
    <TextField
      ref={box}
      name="hours"
      label={INPUTS.hours.label}
      hint="In quarter hours, such as 6 or 6.25. Leave out meals and breaks. One hour is one professional development unit (PDU)."
      defaultValue={initial}
      onChange={(event) => setTyped(event.currentTarget.value)}
      error={error}
      width="xs"
      inputMode="decimal"
      after={
        <output htmlFor="hours">
          {units === null ? 'hours' : `hours = ${units} ${units === '1' ? 'PDU' : 'PDUs'}`}
        </output>
      }
    />
  );
}
