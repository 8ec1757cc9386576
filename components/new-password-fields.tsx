'use client';

import { useDeferredValue, useEffect, useState } from 'react';
import type { PasswordPerson } from '@/lib/users/password-rules';
import { SHAPE_RULES, unmetRules } from '@/lib/users/password-shape';
import { Button } from './button';
import { useScripted } from './reset/use-scripted';
import { TextField } from './text-field';

type Props = {
  /** The person the password is for; it must not be made of what others know about them. */
  person: PasswordPerson;
  error?: string;
  name?: string;
  label?: string;
};

/**
 * Shows one box for a new password, with the rules beside it as people type (M2). It is typed once and shown on request
 * instead of typed twice, because a second box is a second chance for a typo. Pasting and password managers work, and
 * spaces are characters like any other. The server decides; all of this only gives earlier feedback.
 */
export function NewPasswordFields({ person, error, name = 'password', label = 'New password' }: Props) {
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const scripted = useScripted();
  return (
    <>
      {/* Password managers save the new password together with this username. */}
      <input type="text" autoComplete="username" value={person.username} readOnly hidden />
      <TextField
        name={name}
        label={label}
        hint={`It needs ${listed(SHAPE_RULES.map(({ words }) => words))}. Spaces are allowed; several words are easier to remember.`}
        error={error}
        type={shown ? 'text' : 'password'}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        autoComplete="new-password"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
      />
      {scripted && (
        <div className="-mt-4 mb-6">
          <Button
            type="button"
            variant="quiet"
            aria-pressed={shown}
            aria-controls={name}
            onClick={() => setShown(!shown)}
          >
            {shown ? 'Hide password' : 'Show password'}
          </Button>
          <RulesMet password={password} />
          <Strength password={password} person={person} />
        </div>
      )}
    </>
  );
}

/** Lists the manual's rules and whether each is met, by shape and in words. */
function RulesMet({ password }: { password: string }) {
  const unmet = new Set(unmetRules(password));
  return (
    <ul className="mt-1 space-y-0.5 text-sm" aria-label="Rules for the password">
      {SHAPE_RULES.map((rule) => (
        <li key={rule.id} className={unmet.has(rule) ? 'text-ink-muted' : 'text-success'}>
          <svg
            viewBox="0 0 16 16"
            className="mr-2 inline size-4 align-[-0.15em]"
            fill="none"
            stroke="currentColor"
            strokeWidth="2"
            aria-hidden="true"
          >
            <path d={unmet.has(rule) ? 'M8 3.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9Z' : 'm2.5 8.5 3.5 3.5 7.5-8'} />
          </svg>
          {rule.words}
          <span className="sr-only">{unmet.has(rule) ? ', missing' : ', done'}</span>
        </li>
      ))}
    </ul>
  );
}

const STRENGTHS = {
  fair: 'Strength: fair. A few more characters would make it good.',
  good: 'Strength: good.',
  strong: 'Strength: strong.',
};

/** Shows what the server would say while people type. The list of breached passwords is loaded only when needed. */
function Strength({ password: typed, person }: { password: string; person: PasswordPerson }) {
  const password = useDeferredValue(typed);
  const [words, setWords] = useState('');
  const ready = password !== '' && unmetRules(password).length === 0;

  useEffect(() => {
    let current = true;
    const pause = setTimeout(async () => {
      if (!ready) return setWords('');
      const { passwordStrength, whyNotPassword } = await import('@/lib/users/password-rules');
      if (current) setWords(whyNotPassword(password, person) ?? STRENGTHS[passwordStrength(password, person)]);
    }, 300);
    return () => {
      current = false;
      clearTimeout(pause);
    };
  }, [password, ready, person]);

  return (
    <p role="status" className="mt-2 min-h-6 text-sm">
      {words}
    </p>
  );
}

function listed(words: string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
