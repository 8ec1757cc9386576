'use client';

import { useState } from 'react';
import { readHours } from '@/lib/events/hours';
import { TextField } from '../text-field';

type HoursFieldProps = { initial: string; error?: string };

/** Hours of instruction with what they earn beside them: one hour is one PDU (ARM 10.57.215). */
export function HoursField({ initial, error }: HoursFieldProps) {
  const [typed, setTyped] = useState(initial);
  const read = readHours(typed);
  const units = 'hours' in read ? read.hours : null;
  return (
    <TextField
      name="hours"
      label="Hours of instruction"
      hint="In quarter hours, such as 6 or 6.25. Leave out meals and breaks. One hour is one professional development unit (PDU)."
      defaultValue={initial}
      onChange={(event) => setTyped(event.currentTarget.value)}
      error={error}
      width="xs"
      inputMode="decimal"
      autoComplete="off"
      after={
        <output htmlFor="hours">
          {units === null ? 'hours' : `hours = ${units} ${units === '1' ? 'PDU' : 'PDUs'}`}
        </output>
      }
    />
  );
}
