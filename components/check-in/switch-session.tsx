'use client';

import { type MouseEvent, useRef, useState } from 'react';
import type { ScannerSession } from '@/lib/attendees/check-in/scans';
import { TextField } from '../text-field';

type Props = {
  sessions: readonly ScannerSession[];
  current: ScannerSession;
  /** Whether the page has scripts, and so can switch without the network. */
  isScripted: boolean;
  onSwitch: (session: ScannerSession) => void;
};

/** From how many sessions on there is a box to find one. */
const MANY = 12;

/**
 * Lists the sessions of a conference by day, for the scanner to switch to. They are links to the scanners of these sessions; with
 * scripts, the page switches without loading another one, so that it works without a network.
 */
export function SwitchSession({ sessions, current, isScripted, onSwitch }: Props) {
  const [words, setWords] = useState('');
  const details = useRef<HTMLDetailsElement>(null);
  if (sessions.length < 2) return null;
  const shown = sessions.filter((session) => matches(session, words));
  const days = [...new Set(shown.map((session) => session.days))];

  const choose = (event: MouseEvent, session: ScannerSession) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (details.current) details.current.open = false;
    setWords('');
    onSwitch(session);
  };

  return (
    <details ref={details} className="own-mail switch-session">
      <summary>Switch session</summary>
      {isScripted && sessions.length > MANY && (
        <TextField
          name="find-session"
          type="search"
          label="Find a session"
          hint="By its title, day, time or room."
          autoComplete="off"
          value={words}
          onChange={({ target }) => setWords(target.value)}
        />
      )}
      {days.length === 0 && <p>No session has these words.</p>}
      {days.map((day) => (
        <section key={day}>
          <h3>{day}</h3>
          <ul className="bulleted">
            {shown
              .filter((session) => session.days === day)
              .map((session) => (
                <li key={session.id}>
                  <a
                    href={`/events/${session.id}/attendees/check-in/scan`}
                    aria-current={session.id === current.id || undefined}
                    onClick={(event) => choose(event, session)}
                  >
                    <bdi>{session.title}</bdi>
                  </a>{' '}
                  <span className="hint">
                    <bdi>{session.timeAndRoom}</bdi>
                  </span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </details>
  );
}

/** Returns whether each typed word begins a word of the session: "7" finds "Session 7", but not "17" or the year 2027. */
function matches({ title, days, timeAndRoom }: ScannerSession, typed: string): boolean {
  const own = wordsOf(`${title} ${days} ${timeAndRoom}`);
  return wordsOf(typed).every((word) => own.some((each) => each.startsWith(word)));
}

const wordsOf = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}:]+/u)
    .filter(Boolean);
