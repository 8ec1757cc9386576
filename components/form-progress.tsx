'use client';

import { useEffect, useState } from 'react';
import type { Progress } from '@/lib/platform/progress';
import { newId } from './new-id';

type Props = { pending: boolean };

/** How often the page asks how far the work has come, in milliseconds. */
const ASK_EVERY_MS = 700;

/**
 * Shows how far the work on the form around it has come while it is pending. Without JavaScript, the browser waits for
 * the next page.
 */
export function FormProgress({ pending }: Props) {
  const [key, setKey] = useState('');
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => setKey(newId()), []);
  useEffect(() => {
    setProgress(null);
    if (!pending || key === '') return;
    const ask = async () => {
      const answer = await fetch(`/progress/${key}`);
      if (answer.ok) setProgress(await answer.json());
    };
    // A page that cannot ask still waits for the answer to the form.
    const clock = setInterval(() => ask().catch(() => {}), ASK_EVERY_MS);
    return () => clearInterval(clock);
  }, [pending, key]);
  const known = pending ? progress : null;
  return (
    <div className="form-progress">
      <input type="hidden" name="progressKey" value={key} />
      <p role="status">{known && describe(known)}</p>
      {known && (
        <progress aria-label={known.step} {...(known.done === null ? {} : { value: known.done, max: known.of ?? 1 })} />
      )}
    </div>
  );
}

function describe({ step, done, of, what = 'rows' }: Progress): string {
  if (of === null) return `${step}…`;
  const all = of.toLocaleString('en-US');
  return done === null ? `${step} ${all} ${what}…` : `${step} ${done.toLocaleString('en-US')} of ${all} ${what}…`;
}
