'use client';

import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import { type Direction, MAX_SCANS, type NotedScan, readBadgeCode } from '@/lib/attendees/check-in/scans';
import { EMPTY_FORM, type FormState, textOf } from '@/lib/platform/forms/form-values';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { ChoiceGroup } from '../choice-group';
import { ErrorSummary } from '../error-summary';
import { errorOf, problemsOf } from '../form-problems';
import { newId } from '../new-id';
import { Notice } from '../notice';
import { TextField } from '../text-field';
import { useFormAction } from '../use-form-action';
import { Camera } from './camera';
import { useOfflinePage } from './offline-page';
import { marked, type SavedScan, savedScans, saveScans, withoutOld } from './scan-queue';

type Action = (before: FormState<NotedScan[]>, form: FormData) => Promise<FormState<NotedScan[]>>;

type Props = {
  action: Action;
  address: string;
  eventId: number;
  /** The key of the form that is sent without JavaScript, so that it counts once. */
  formKey: string;
  /** The badges with their names, so that a name can be shown at once; none in the page that phones keep. */
  badges: readonly { code: string; name: string }[];
};

/** How long the same badge in front of the camera counts as one scan. */
const SAME_AGAIN_MS = 4_000;
/** How often waiting scans are sent again while there is no network. */
const SEND_AGAIN_MS = 5_000;

const WORDS: Record<Direction, string> = { in: 'came in', out: 'went out' };
const STATES: Record<SavedScan['state'], { className: string; words: string }> = {
  waiting: { className: 'tag tag-upcoming', words: 'Waiting to be sent' },
  saved: { className: 'tag tag-reported', words: 'Saved' },
  unknown: { className: 'tag tag-count-due', words: 'Not on the roster' },
};

/** Records who comes in and goes out. Scans stay on the phone until they are sent. */
export function Scanner({ action, address, eventId, formKey, badges }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM as FormState<NotedScan[]>, address);
  const { scans, direction, setDirection, note, signedOut } = useScans({ action, eventId, badges });
  const isKept = useOfflinePage(address, signedOut);
  const [isScripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const waiting = scans.filter((scan) => scan.state === 'waiting').length;
  const last = scans[0];

  const noteTyped = (event: FormEvent<HTMLFormElement>) => {
    const box = event.currentTarget.elements.namedItem('code') as HTMLInputElement;
    if (box.value.trim() === '') return;
    event.preventDefault();
    note(box.value, true);
    box.value = '';
    box.focus();
  };

  return (
    <>
      <form action={submit} onSubmit={noteTyped} noValidate>
        <ErrorSummary problems={problemsOf(state)} />
        {state.answer?.map(({ id, name }) => (
          <Notice key={id} kind={name === null ? 'warning' : 'success'} announce>
            {name === null ? 'No one on the roster has this code.' : <bdi>{name}</bdi>}
            {name !== null && ': saved.'}
          </Notice>
        ))}
        <input type="hidden" name="key" value={formKey} />
        <ChoiceGroup
          type="radio"
          name="direction"
          label="People are"
          choices={[
            { value: 'in', label: 'Coming in' },
            { value: 'out', label: 'Going out' },
          ]}
          isChosen={(value) => value === direction}
          controlled={isScripted}
          onChange={({ target }) => setDirection(target.value === 'out' ? 'out' : 'in')}
        />
        {isScripted && <Camera onCode={(text) => note(text, false)} />}
        <TextField
          name="code"
          label="Code on the badge"
          hint="Eight letters and digits, such as 4F7K-92QX."
          error={errorOf(state, 'code')}
          defaultValue={textOf(state.values, 'code')}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          width="sm"
        />
        <ButtonRow>
          <Button disabled={pending}>Save</Button>
        </ButtonRow>
      </form>
      {isScripted && (
        <section aria-labelledby="scans">
          <h2 id="scans">On this phone</h2>
          <p role="status" className="scan-status">
            {last && (
              <>
                <bdi>{last.name ?? last.code}</bdi> {WORDS[last.direction]}.{' '}
              </>
            )}
            {waiting === 0
              ? 'Everything is sent.'
              : `${waiting} ${waiting === 1 ? 'scan waits' : 'scans wait'} to be sent. They are sent when there is a network.`}
          </p>
          {signedOut && (
            <Notice kind="warning" announce title="Your session has ended">
              <p>
                <a href="/sign-in" target="_blank" rel="noopener">
                  Sign in <span className="hint">(opens in a new tab)</span>
                </a>
                . What you scanned stays on this phone and is sent after that.
              </p>
            </Notice>
          )}
          {isKept && (
            <p className="hint">
              This page opens without a network, too. It then shows codes instead of names, which are not kept on the
              phone.
            </p>
          )}
          <ul className="scans">
            {scans.map((scan) => (
              <li key={scan.id}>
                <span>
                  <bdi>{scan.name ?? scan.code}</bdi> {WORDS[scan.direction]} at {timeOf(scan.at)}
                </span>{' '}
                <span className={STATES[scan.state].className}>{STATES[scan.state].words}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

const timeOf = (at: string) => new Date(at).toLocaleTimeString('en-US', { hour: 'numeric', minute: '2-digit' });

/** Stores this phone's scans and sends them until the server has them. */
function useScans({ action, eventId, badges }: Pick<Props, 'action' | 'eventId' | 'badges'>) {
  const [scans, setScans] = useState<SavedScan[]>([]);
  const [direction, setDirection] = useState<Direction>('in');
  const [signedOut, setSignedOut] = useState(false);
  const current = useRef<SavedScan[]>([]);
  const isSending = useRef(false);

  const change = useCallback(
    (next: SavedScan[]) => {
      current.current = withoutOld(next);
      saveScans(eventId, current.current);
      setScans(current.current);
    },
    [eventId],
  );

  const send = useCallback(async () => {
    const waiting = current.current.filter(({ state }) => state === 'waiting').slice(-MAX_SCANS);
    if (isSending.current || waiting.length === 0) return;
    isSending.current = true;
    try {
      const form = new FormData();
      form.set('key', waiting[0]!.id);
      form.set('direction', 'in');
      form.set(
        'scans',
        JSON.stringify(waiting.map(({ id, code, direction: way, at }) => ({ id, code, direction: way, at }))),
      );
      form.set('sentAt', new Date().toISOString());
      const answer = await action(EMPTY_FORM as FormState<NotedScan[]>, form);
      setSignedOut(answer.signedOut === true);
      if (answer.answer) change(marked(current.current, answer.answer));
    } catch {
      // Without a network, the scans wait for the next attempt.
    } finally {
      isSending.current = false;
    }
  }, [action, change]);

  useEffect(() => {
    const names = new Map(badges.map(({ code, name }) => [code, name]));
    change(savedScans(eventId).map((scan) => ({ ...scan, name: names.get(scan.code) ?? null })));
    void send();
    const clock = setInterval(send, SEND_AGAIN_MS);
    window.addEventListener('online', send);
    return () => {
      clearInterval(clock);
      window.removeEventListener('online', send);
    };
  }, [badges, change, eventId, send]);

  const note = useCallback(
    (text: string, isTyped: boolean) => {
      const code = readBadgeCode(text);
      const at = Date.now();
      const isAgain = current.current.some(
        (scan) => scan.code === code && scan.direction === direction && at - Date.parse(scan.at) < SAME_AGAIN_MS,
      );
      if (isAgain && !isTyped) return;
      const name = badges.find((badge) => badge.code === code)?.name ?? null;
      const scan: SavedScan = { id: newId(), code, direction, at: new Date(at).toISOString(), state: 'waiting', name };
      change([scan, ...current.current]);
      navigator.vibrate?.(name || badges.length === 0 ? 80 : [80, 80, 80]);
      void send();
    },
    [badges, change, direction, send],
  );

  return { scans, direction, setDirection, note, signedOut };
}
