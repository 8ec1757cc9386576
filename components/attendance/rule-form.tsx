import type { AttendanceRule } from '@/lib/attendees/attendance/session-times';
import { formatDay } from '@/lib/platform/days';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { DateField } from '../date-field';
import { FieldRow } from '../field-row';
import { Notice } from '../notice';
import { SelectField } from '../select-field';
import { TextField } from '../text-field';

type Props = {
  address: string;
  uploads: readonly { id: number; fileName: string; day: string | null; minutesOnly: boolean }[];
  /** How the reports are read, which the form sends along. */
  readings: readonly (readonly [name: string, value: string])[];
  rule: AttendanceRule;
  /** Which kind of row to add one more of. */
  add: 'session' | 'break' | null;
  zone: string;
  zones: readonly { value: string; label: string }[];
  error: string | null;
};

const BLANK = { day: '', from: '', to: '' };

/** Asks which time counts. It is a GET form, so the choices are in the address, and the page shows their result. */
export function RuleForm({ address, uploads, readings, rule, add, zone, zones, error }: Props) {
  const sessions = add === 'session' || rule.sessions.length === 0 ? [...rule.sessions, BLANK] : rule.sessions;
  const breaks = add === 'break' || rule.breaks.length === 0 ? [...rule.breaks, BLANK] : rule.breaks;
  const days = Array.from(new Set(rule.sessions.map(({ day }) => day).filter(Boolean))).sort();
  const least = rule.leastPercent;
  return (
    <form action={address} method="get" className="rule-form">
      <input type="hidden" name="counted" value="yes" />
      {uploads.map(({ id }) => (
        <input key={id} type="hidden" name="upload" value={id} />
      ))}
      {readings.map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {error && (
        <Notice kind="warning" title="These times can’t be counted">
          <p>{error}</p>
        </Notice>
      )}
      <fieldset className="field">
        <legend className="field-label">When was the session?</legend>
        <p className="hint">
          In Montana’s time. Only this time counts. Clear a row to remove it. A session that ends after midnight may end
          before it begins.
        </p>
        {sessions.map(({ day, from, to }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: only its position identifies a row.
          <FieldRow key={index}>
            <DateField name={`s${index}-day`} label={`Day ${numbered(index, sessions.length)}`} defaultValue={day} />
            {times('s', index, sessions.length, { from, to })}
          </FieldRow>
        ))}
      </fieldset>
      <fieldset className="field">
        <legend className="field-label">Breaks, meals and other time that does not count</legend>
        {breaks.map(({ day, from, to }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: only its position identifies a row.
          <FieldRow key={index}>
            <SelectField
              name={`b${index}-day`}
              label={`Day of break ${numbered(index, breaks.length)}`}
              emptyLabel="Every day"
              options={days.map((value) => ({ value, label: formatDay(value) }))}
              defaultValue={day ?? ''}
            />
            {times('b', index, breaks.length, { from, to })}
          </FieldRow>
        ))}
      </fieldset>
      <TextField
        name="least"
        label="Minimum attendance"
        optional
        hint="People who were there for less than this share of the time get no PDUs. Everyone else gets the time they attended, rounded down to the quarter hour."
        inputMode="numeric"
        maxLength={4}
        width="xs"
        after="%"
        defaultValue={least === null || Number.isNaN(least) ? '' : String(least)}
      />
      {uploads.length > 0 && (
        <SelectField
          name="zone"
          label="Times in the reports are in"
          hint="Zoom, Teams and Meet use the time zone of the account or computer that the report comes from."
          options={zones}
          defaultValue={zone}
          width="md"
        />
      )}
      {uploads.map((upload) => dayOfReport(upload, days))}
      <ButtonRow>
        <Button variant="secondary">Count again</Button>
        <Button name="add" value="session" variant="quiet">
          Add a session
        </Button>
        <Button name="add" value="break" variant="quiet">
          Add a break
        </Button>
      </ButtonRow>
    </form>
  );
}

function dayOfReport({ id, fileName, day, minutesOnly }: Props['uploads'][number], days: readonly string[]) {
  const label = (
    <>
      Day of <bdi>{fileName}</bdi>
    </>
  );
  if (minutesOnly) {
    return (
      <SelectField
        key={id}
        name={`day-${id}`}
        label={label}
        hint="This report says how long people stayed, not when."
        options={[
          { value: 'all', label: 'Any day of the event' },
          ...Array.from(new Set([...days, ...(day ? [day] : [])]), (value) => ({ value, label: formatDay(value) })),
        ]}
        defaultValue={day ?? 'all'}
        width="md"
      />
    );
  }
  return (
    day !== null && (
      <DateField
        key={id}
        name={`day-${id}`}
        label={label}
        hint="This report has times without a day."
        defaultValue={day}
      />
    )
  );
}

const numbered = (index: number, count: number) => (count > 1 ? index + 1 : '');

function times(kind: 's' | 'b', index: number, count: number, { from, to }: { from: string; to: string }) {
  const what = `${kind === 's' ? '' : 'of break '}${numbered(index, count)}`;
  return (
    <>
      <TextField name={`${kind}${index}-from`} label={`From ${what}`} type="time" defaultValue={from} width="sm" />
      <TextField name={`${kind}${index}-to`} label={`To ${what}`} type="time" defaultValue={to} width="sm" />
    </>
  );
}
