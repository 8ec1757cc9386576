'use client';

import type { DuplicateGroup } from '@/lib/certificates/duplicates/list-duplicates';
import { unitsOf } from '@/lib/events/rules';
import { formatMoment } from '@/lib/platform/days';
import { EMPTY_FORM, type FormState, listOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { ErrorSummary } from '../error-summary';
import { problemsOf } from '../form-problems';
import { useFormAction } from '../use-form-action';

type Props = {
  group: DuplicateGroup;
  mayChange: boolean;
  action: (before: FormState, form: FormData) => Promise<FormState>;
  address: string;
};

type Person = DuplicateGroup['people'][number];

const FROM: Record<Person['source'], string> = {
  roster: 'Added to the roster',
  link: 'Came through a share link',
  learning_system: 'Came from a learning system',
  check_in: 'Checked in at the event',
};

/** Shows people with the same name side by side, and asks whether they are one person. */
export function DuplicateGroupForm({ group: { people, keptId }, mayChange, action, address }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM, address);
  const checked = state.errors.length > 0 ? listOf(state.values, 'attendees') : people.map(({ id }) => String(id));
  const name = people.find(({ id }) => id === keptId)!.name;
  const valid = people.filter(({ serial }) => serial !== null);
  const about = (person: Person) => (
    <span>
      <bdi>{person.name}</bdi> {person.id === keptId && <span className="tag tag-running">Stays if merged</span>}
      <span className="hint wrap-anywhere">{detailsOf(person)}</span>
    </span>
  );
  return (
    <section className="inset">
      <h2 dir="auto">{name}</h2>
      {valid.length > 1 && (
        <p>
          {valid.length === 2 ? 'Both have' : `${valid.length} have`} a valid certificate. If you merge them,{' '}
          {people.find(({ id }) => id === keptId)!.serial} stays valid, and{' '}
          {valid.length === 2 ? 'the other one is revoked as a duplicate' : 'the others are revoked as duplicates'}.
        </p>
      )}
      {mayChange ? (
        <form action={submit} noValidate>
          <ErrorSummary problems={problemsOf(state).map(({ message, signIn }) => ({ message, signIn }))} />
          <fieldset className="field">
            <legend className="sr-only">
              People named <bdi>{name}</bdi>
            </legend>
            <div className="choices">
              {people.map((person) => (
                <label key={person.id} className="choice">
                  <input
                    type="checkbox"
                    name="attendees[]"
                    value={person.id}
                    defaultChecked={checked.includes(String(person.id))}
                  />
                  {about(person)}
                </label>
              ))}
            </div>
          </fieldset>
          <ButtonRow>
            <Button name="decision" value="merge" disabled={pending}>
              Merge as one person<span className="sr-only">: {name}</span>
            </Button>
            <Button name="decision" value="distinct" variant="secondary" disabled={pending}>
              They are different people<span className="sr-only">: {name}</span>
            </Button>
          </ButtonRow>
        </form>
      ) : (
        <ul>
          {people.map((person) => (
            <li key={person.id}>{about(person)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function detailsOf({ email, school, educatorNumber, units, completed, serial, issuedAt, source, createdAt }: Person) {
  return [
    email ?? 'No email address',
    school || 'No school',
    educatorNumber && `Educator number ${educatorNumber}`,
    `${unitsOf(units)} PDUs`,
    completed ? 'Completed' : 'Not marked as completed',
    serial ? `Certificate ${serial}, ${formatMoment(issuedAt!)}` : 'No certificate',
    `${FROM[source]} ${formatMoment(createdAt)}`,
  ]
    .filter(Boolean)
    .join(' · ');
}
