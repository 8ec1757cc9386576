'use client';

import { type ComponentProps, useEffect, useEffectEvent, useRef, useState } from 'react';
import { formatMoment } from '@/lib/platform/days';
import { formValues } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { Notice } from '../notice';
import { type EventDraft, findDraft, forgetDraft, saveDraft, withDraft } from './event-draft';
import { EventForm } from './event-form';

type Props = ComponentProps<typeof EventForm> & {
  /** The name of the draft: whose it is, and in which form. */
  draftName: string;
  /** What an unsaved draft is: "You began an event and did not save it". */
  draftTitle: string;
};

/** Long enough not to write at every keystroke. */
const PAUSE_MS = 400;

/**
 * The form of an event, which keeps on this device what was typed until it is saved: after a click elsewhere, a
 * closed tab or the end of the session, the next visit offers it. Nothing is sent before the person saves.
 */
export function DraftedEventForm({ draftName, draftTitle, values, ...form }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [draft, setDraft] = useState<EventDraft | null>(null);
  const [restored, setRestored] = useState<EventDraft | null>(null);
  const pending = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useEffectEvent(() => {
    clearTimeout(pending.current);
    pending.current = undefined;
    const typed = box.current?.querySelector('form:has([name="title"])');
    if (typed instanceof HTMLFormElement) saveDraft(draftName, formValues(new FormData(typed)), Date.now());
  });

  useEffect(() => {
    setDraft(findDraft(draftName, Date.now()));
    const fields = box.current;
    const saveSoon = () => {
      setDraft(null);
      clearTimeout(pending.current);
      pending.current = setTimeout(() => save(), PAUSE_MS);
    };
    const saveNow = () => {
      if (pending.current !== undefined) save();
    };
    fields?.addEventListener('input', saveSoon);
    window.addEventListener('pagehide', saveNow);
    return () => {
      fields?.removeEventListener('input', saveSoon);
      window.removeEventListener('pagehide', saveNow);
      saveNow();
    };
  }, [draftName]);

  const discard = () => {
    forgetDraft(draftName);
    setDraft(null);
  };
  return (
    <div ref={box}>
      {draft && (
        <Notice title={draftTitle}>
          <p>You last typed on {formatMoment(new Date(draft.at))}. It is kept on this device only.</p>
          <ButtonRow>
            <Button
              type="button"
              onClick={() => {
                setRestored(draft);
                setDraft(null);
              }}
            >
              Continue with it
            </Button>
            <Button type="button" variant="quiet" onClick={discard}>
              Discard it
            </Button>
          </ButtonRow>
        </Notice>
      )}
      <EventForm key={restored?.at ?? 0} {...form} values={restored ? withDraft(values, restored) : values} />
    </div>
  );
}
