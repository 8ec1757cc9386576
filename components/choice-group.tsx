import type { ComponentPropsWithRef, ReactNode } from 'react';
import { describeField, type FieldProps, OPTIONAL_MARK } from './field';
import { FieldError } from './field-error';
import { Hint } from './hint';

export type Choice = { value: string; label: ReactNode; hint?: ReactNode; disabled?: boolean };

export type ChoiceGroupProps = FieldProps & {
  choices: readonly Choice[];
  columns?: 1 | 2;
  onChange?: ComponentPropsWithRef<'input'>['onChange'];
};

type Kind = { type: 'checkbox' | 'radio'; isChosen: (value: string) => boolean | undefined; controlled: boolean };

/** The first box has the group's own id, because links from the error summary must land there. */
export function ChoiceGroup({
  name,
  label,
  hint,
  error,
  id = name,
  optional,
  choices,
  columns = 1,
  onChange,
  type,
  isChosen,
  controlled,
}: ChoiceGroupProps & Kind) {
  const { 'aria-describedby': describedBy, 'aria-invalid': invalid } = describeField({ name, id, hint, error });
  return (
    <fieldset className={error ? 'field field-with-error' : 'field'} aria-describedby={describedBy}>
      <legend className="field-label">
        {label}
        {optional && OPTIONAL_MARK}
      </legend>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      <div className={columns === 2 ? 'choices choices-2' : 'choices'}>
        {choices.map((choice, index) => {
          const choiceId = index === 0 ? id : `${id}-${choice.value}`;
          const chosen = isChosen(choice.value);
          return (
            <label key={choice.value} className="choice">
              <input
                id={choiceId}
                type={type}
                name={name}
                value={choice.value}
                disabled={choice.disabled}
                aria-invalid={invalid}
                aria-describedby={choice.hint ? `${choiceId}-hint` : undefined}
                onChange={onChange}
                {...(controlled ? { checked: chosen } : { defaultChecked: chosen })}
              />
              <span>
                {choice.label}
                {choice.hint && (
                  <span className="hint" id={`${choiceId}-hint`}>
                    {choice.hint}
                  </span>
                )}
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
