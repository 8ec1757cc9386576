'use client';

import { type RefObject, useState } from 'react';
import { WORK_MOST } from '@/lib/platform/human-check/work-size';
import { Button } from '../button';
import { useScripted } from './use-scripted';

type Props = { form: RefObject<HTMLFormElement | null> };
type Phase = { at: 'rest' } | { at: 'working'; percent: number } | { at: 'failed'; why: string };

/**
 * The equal way for people who cannot see the letters: their computer works out a sum that costs it a few seconds,
 * and the form goes on by itself. Nobody else is asked, and it says how far it is.
 */
export function WorkInstead({ form }: Props) {
  const scripted = useScripted();
  const [phase, setPhase] = useState<Phase>({ at: 'rest' });
  if (!scripted) {
    return (
      <p className="text-sm text-ink-muted">Cannot see the letters? Write to the address below: we help you in.</p>
    );
  }

  async function workItOut() {
    if (phase.at === 'working') return;
    setPhase({ at: 'working', percent: 0 });
    try {
      const solution = await solve((percent) => setPhase({ at: 'working', percent }));
      const field = form.current?.elements.namedItem('work');
      if (!(field instanceof HTMLInputElement)) return;
      field.value = solution;
      form.current?.requestSubmit();
      // The field is for this one sending: what is typed afterwards is meant.
      queueMicrotask(() => {
        field.value = '';
        setPhase({ at: 'rest' });
      });
    } catch {
      setPhase({
        at: 'failed',
        why: window.isSecureContext
          ? 'That did not work. Try again, or write to the address below.'
          : 'Your browser only does this over a secure connection. Write to the address below: we help you in.',
      });
    }
  }

  return (
    <>
      <input type="hidden" name="work" defaultValue="" />
      <Button type="button" variant="quiet" onClick={workItOut} aria-disabled={phase.at === 'working' || undefined}>
        I cannot see the letters
      </Button>
      <p role="status" className="w-full text-sm">
        {phase.at === 'working' && `Your computer is doing a sum instead: ${phase.percent} percent. Please wait.`}
        {phase.at === 'failed' && phase.why}
      </p>
    </>
  );
}

/** Fetches a sum, works it out with the browser's own cryptography and returns what the server wants to see. */
async function solve(progress: (percent: number) => void): Promise<string> {
  const [{ solveChallenge }, { deriveKey }, response] = await Promise.all([
    import('altcha-lib'),
    import('altcha-lib/algorithms/web/pbkdf2'),
    fetch('/password-reset/work'),
  ]);
  if (!response.ok) throw new Error('no sum');
  const challenge = await response.json();
  let steps = 0;
  const solution = await solveChallenge({
    challenge,
    deriveKey: (...given) => {
      // Said in quarters: a screen reader that hears each percent says nothing else.
      const percent = Math.floor((++steps / WORK_MOST) * 4) * 25;
      if (steps % (WORK_MOST / 4) === 0) progress(percent);
      return deriveKey(...given);
    },
  });
  if (!solution) throw new Error('took too long');
  return JSON.stringify({ challenge, solution });
}
