'use client';

import { type RefObject, useState } from 'react';
import { MAX_WORK } from '@/lib/platform/human-check/work-size';
import { Button } from '../button';
import { useScripted } from './use-scripted';

type Props = { form: RefObject<HTMLFormElement | null> };
type Phase = { at: 'rest' } | { at: 'working'; percent: number } | { at: 'failed'; why: string };

/**
 * Offers an equivalent for people who cannot see the characters: their computer runs a computation of a few seconds,
 * and the form is then sent automatically. It involves no third party, and shows its progress.
 */
export function WorkInstead({ form }: Props) {
  const scripted = useScripted();
  const [phase, setPhase] = useState<Phase>({ at: 'rest' });
  if (!scripted) {
    return (
      <p className="text-sm text-ink-muted">
        Can’t see the letters? Email the address below and we will help you sign in.
      </p>
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
      // The solution is only for this submission: the next one means what the person types.
      queueMicrotask(() => {
        field.value = '';
        setPhase({ at: 'rest' });
      });
    } catch {
      setPhase({
        at: 'failed',
        why: window.isSecureContext
          ? 'That did not work. Try again, or email the address below.'
          : 'Your browser only does this over a secure connection. Email the address below and we will help you sign in.',
      });
    }
  }

  return (
    <>
      <input type="hidden" name="work" defaultValue="" />
      <Button type="button" variant="quiet" onClick={workItOut} aria-disabled={phase.at === 'working' || undefined}>
        I can’t see the letters
      </Button>
      <p role="status" className="w-full text-sm">
        {phase.at === 'working' && `Your computer is solving a short check instead: ${phase.percent} percent done.`}
        {phase.at === 'failed' && phase.why}
      </p>
    </>
  );
}

/** Fetches a computation, solves it with the browser's own cryptography and returns what the server wants to see. */
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
      // Announced in quarters, because a screen reader that reads each percent says nothing else.
      const percent = Math.floor((++steps / MAX_WORK) * 4) * 25;
      if (steps % (MAX_WORK / 4) === 0) progress(percent);
      return deriveKey(...given);
    },
  });
  if (!solution) throw new Error('took too long');
  return JSON.stringify({ challenge, solution });
}
