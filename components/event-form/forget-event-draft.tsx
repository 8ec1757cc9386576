'use client';

import { useEffect } from 'react';
import { forgetDraft } from './event-draft';

/** Removes a person's draft of an event once the event is saved. */
export function ForgetEventDraft({ draft }: { draft: string }) {
  useEffect(() => forgetDraft(draft), [draft]);
  return null;
}
