import type { ComponentPropsWithRef } from 'react';
import { CharacterCount } from './character-count';
import { describeField, Field, type FieldProps } from './field';

type TextAreaProps = FieldProps &
  Omit<ComponentPropsWithRef<'textarea'>, 'name' | 'id' | 'maxLength'> & {
    /** Counted and announced but not enforced, because truncating pasted text would silently lose part of it. */
    maxCharacters?: number;
  };

export function TextArea({
  name,
  label,
  hint,
  error,
  id = name,
  optional,
  maxCharacters,
  rows = 5,
  ...rest
}: TextAreaProps) {
  const described = describeField({ name, id, hint, error });
  const countId = maxCharacters ? `${id}-count` : undefined;
  const describedBy = [described['aria-describedby'], countId].filter(Boolean).join(' ') || undefined;
  const text = String(rest.value ?? rest.defaultValue ?? '');
  return (
    <Field {...{ name, label, hint, error, id, optional }}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        className="control"
        {...described}
        aria-describedby={describedBy}
        {...rest}
      />
      {maxCharacters && <CharacterCount id={`${id}-count`} forId={id} max={maxCharacters} initial={text.length} />}
    </Field>
  );
}
