'use client';

import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react';
import {
  type Direction,
  MAX_SCANS,
  type NotedScan,
  readBadgeCode,
  type ScannerSession,
} from '@/lib/attendees/check-in/scans';
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
import { marked, type SavedScan, savedScans, saveScans } from './scan-queue';
import { SwitchSession } from './switch-session';

type State = FormState<NotedScan[]>;

type Props = {
  /** Saves the typed code of the page's own session. */
  action: (before: State, form: FormData) => Promise<State>;
  /** Saves the scans of any session. */
  saveScansOf: (eventId: string, before: State, form: FormData) => Promise<State>;
  address: string;
  eventId: number;
  /** The page's own session, and those that it can switch to. */
  sessions: readonly ScannerSession[];
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
export function Scanner({ action, saveScansOf, address, eventId, sessions, formKey, badges }: Props) {
  const [state, submit, pending] = useFormAction(action, EMPTY_FORM as State, address);
  const [session, setSession] = useChosenSession(sessions, eventId);
  const { scans, waiting, direction, setDirection, note, signedOut, refused } = useScans({
    saveScansOf,
    sessions,
    session,
    badges,
  });
  const isKept = useOfflinePage(address, signedOut);
  const [isScripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
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
      <section className="scanned-session" aria-labelledby="session">
        <h2 id="session" aria-live="polite">
          <bdi>{session.title}</bdi>
        </h2>
        <p>
          {session.days}
          {session.timeAndRoom && (
            <>
              , <bdi>{session.timeAndRoom}</bdi>
            </>
          )}
        </p>
        <SwitchSession sessions={sessions} current={session} isScripted={isScripted} onSwitch={setSession} />
      </section>
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
          <h2 id="scans">Scans of this session on this phone</h2>
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
          {refused && (
            <Notice kind="warning" announce title="Some scans can’t be saved">
              <p>
                <bdi>{refused.session.title}</bdi>: {refused.why}
              </p>
            </Notice>
          )}
          {isKept && (
            <p className="hint">
              This page opens without a network, too{sessions.length > 1 && ', and can then switch to any session'}. It
              then shows codes instead of names, which are not kept on the phone.
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

/**
 * Returns the session whose scans the scanner records, and a function to change it. The address keeps it, so that the page opens
 * with it again, also without a network.
 */
function useChosenSession(sessions: readonly ScannerSession[], eventId: number) {
  const own = sessions.find(({ id }) => id === eventId)!;
  const [session, setSession] = useState(own);
  useEffect(() => {
    const chosen = sessions.find(({ id }) => location.hash === `#session-${id}`);
    if (chosen) setSession(chosen);
  }, [sessions]);
  const change = (next: ScannerSession) => {
    history.replaceState(null, '', next === own ? location.pathname : `#session-${next.id}`);
    setSession(next);
  };
  return [session, change] as const;
}

type Saved = ReadonlyMap<number, SavedScan[]>;

/** Stores this phone's scans of all sessions and sends them until the server has them. */
function useScans({
  saveScansOf,
  sessions,
  session,
  badges,
}: Pick<Props, 'saveScansOf' | 'sessions' | 'badges'> & { session: ScannerSession }) {
  const [saved, setSaved] = useState<Saved>(new Map());
  const [direction, setDirection] = useState<Direction>('in');
  const [signedOut, setSignedOut] = useState(false);
  const [refused, setRefused] = useState<{ session: ScannerSession; why: string } | null>(null);
  const current = useRef<Saved>(new Map());
  const isSending = useRef(false);

  const change = useCallback((eventId: number, next: readonly SavedScan[]) => {
    current.current = new Map(current.current).set(eventId, saveScans(eventId, next));
    setSaved(current.current);
  }, []);

  const send = useCallback(async () => {
    if (isSending.current) return;
    isSending.current = true;
    try {
      for (const each of sessions) {
        const waiting = (current.current.get(each.id) ?? []).filter(isWaiting).slice(-MAX_SCANS);
        if (waiting.length === 0) continue;
        const answer = await saveScansOf(String(each.id), EMPTY_FORM as State, formOf(waiting));
        setSignedOut(answer.signedOut === true);
        if (answer.signedOut) return;
        if (answer.refusal !== undefined) setRefused({ session: each, why: answer.refusal });
        if (answer.answer) change(each.id, marked(current.current.get(each.id) ?? [], answer.answer));
      }
    } catch {
      // Without a network, the scans wait for the next attempt.
    } finally {
      isSending.current = false;
    }
  }, [saveScansOf, sessions, change]);

  useEffect(() => {
    const names = new Map(badges.map(({ code, name }) => [code, name]));
    for (const { id } of sessions) {
      const scans = savedScans(id);
      if (scans.length > 0)
        change(
          id,
          scans.map((scan) => ({ ...scan, name: names.get(scan.code) ?? null })),
        );
    }
    void send();
    const clock = setInterval(send, SEND_AGAIN_MS);
    window.addEventListener('online', send);
    return () => {
      clearInterval(clock);
      window.removeEventListener('online', send);
    };
  }, [badges, change, sessions, send]);

  const note = useCallback(
    (text: string, isTyped: boolean) => {
      const code = readBadgeCode(text);
      const at = Date.now();
      const before = current.current.get(session.id) ?? [];
      const isAgain = before.some(
        (scan) => scan.code === code && scan.direction === direction && at - Date.parse(scan.at) < SAME_AGAIN_MS,
      );
      if (isAgain && !isTyped) return;
      const name = badges.find((badge) => badge.code === code)?.name ?? null;
      const scan: SavedScan = { id: newId(), code, direction, at: new Date(at).toISOString(), state: 'waiting', name };
      change(session.id, [scan, ...before]);
      navigator.vibrate?.(name || badges.length === 0 ? 80 : [80, 80, 80]);
      void send();
    },
    [badges, change, direction, send, session],
  );

  return {
    scans: saved.get(session.id) ?? [],
    waiting: [...saved.values()].flat().filter(isWaiting).length,
    direction,
    setDirection,
    note,
    signedOut,
    refused,
  };
}

const isWaiting = ({ state }: SavedScan) => state === 'waiting';

/** Returns the form that sends these scans, with the time on this phone's clock. */
function formOf(waiting: readonly SavedScan[]): FormData {
  const form = new FormData();
  form.set('key', waiting[0]!.id);
  form.set('direction', 'in');
  form.set('scans', JSON.stringify(waiting.map(({ id, code, direction, at }) => ({ id, code, direction, at }))));
  form.set('sentAt', new Date().toISOString());
  return form;
}
