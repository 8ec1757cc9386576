import type { ReactNode } from 'react';
import { Tag } from '../tag';
import type { TourFigureKind } from './tour-steps';

/** Shows a sketch of what the step is about. It says nothing that the words beside it do not say. */
export function TourFigure({ kind }: { kind: TourFigureKind }) {
  return (
    <div className="tour-figure" aria-hidden="true">
      {FIGURES[kind]}
    </div>
  );
}

const EVENT_ROW = (
  <div className="tour-paper">
    <strong>Teaching fractions</strong>
    <span>Helena, MT · May 3–4, 2026</span>
    <span>6 hours of instruction = 6 PDUs</span>
  </div>
);

const CERTIFICATE = (
  <svg viewBox="0 0 220 170" fill="none" className="tour-certificate" aria-hidden="true">
    <rect
      x="4"
      y="4"
      width="212"
      height="162"
      fill="var(--color-surface)"
      stroke="var(--color-brass)"
      strokeWidth="2"
    />
    <rect x="9" y="9" width="202" height="152" stroke="var(--color-line-strong)" strokeWidth="0.75" />
    <path d="m98 34 6-8 3 3 6-8 9 13" stroke="var(--color-ink)" strokeWidth="1.5" strokeLinejoin="round" />
    <path d="M58 46h104M78 54h64" stroke="var(--color-ink)" strokeWidth="3" />
    <path d="M24 74h172" stroke="var(--color-line-strong)" />
    <path d="M24 88h80M24 98h66M24 108h74" stroke="var(--color-ink-muted)" strokeWidth="3" />
    <rect x="132" y="84" width="56" height="28" rx="2" stroke="var(--color-brass)" strokeWidth="1.5" />
    <text x="160" y="103" textAnchor="middle" fontSize="13" fontWeight="700" fill="var(--color-ink)">
      6 PDUs
    </text>
    <path d="M24 144h80M120 144h76" stroke="var(--color-line-strong)" />
    <path d="M30 140c8-12 12-10 14-2s8-10 14-4 6 2 12-2" stroke="var(--color-accent)" strokeWidth="1.75" />
  </svg>
);

const FIGURES: Record<TourFigureKind, ReactNode> = {
  event: EVENT_ROW,
  form: (
    <div className="tour-paper">
      {['Title of the event', 'Instructor', 'Event dates'].map((label) => (
        <span key={label} className="tour-box">
          {label}
        </span>
      ))}
      <span className="tour-button">Add event</span>
    </div>
  ),
  certificate: CERTIFICATE,
  completers: (
    <ul className="tour-paper">
      <li>
        <Tick /> Ana Littlebear <span>stayed to the end</span>
      </li>
      <li>
        <Tick /> Ben O’Neill <span>stayed to the end</span>
      </li>
      <li className="tour-left">
        <Dash /> Cy Park <span>left at noon</span>
      </li>
    </ul>
  ),
  count: (
    <div className="tour-paper">
      <strong>Teaching fractions</strong>
      <span>
        <Tag state="count-due" />
      </span>
      <span className="tour-box">24</span>
      <span className="tour-button">Record count</span>
    </div>
  ),
};

function Tick() {
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="var(--color-success)" strokeWidth="2.5" aria-hidden="true">
      <path d="m2.5 8.5 3.5 3.5 7.5-8" />
    </svg>
  );
}

function Dash() {
  return (
    <svg viewBox="0 0 16 16" fill="none" stroke="var(--color-ink-muted)" strokeWidth="2.5" aria-hidden="true">
      <path d="M3 8h10" />
    </svg>
  );
}
