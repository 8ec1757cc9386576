'use client';

import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { Button } from '../button';
import { ButtonRow } from '../button-row';
import { FieldError } from '../field-error';
import { Hint } from '../hint';
import { inkPicture } from './ink-picture';

type Point = { x: number; y: number; width: number };

/** The drawing's size in pixels, whatever its size on the screen; enough for 600 per inch on the signature line. */
const SIZE = { width: 1200, height: 480 };
const PEN = 7;

export type Drawing = { posted: string; src: string } | null;

type Props = {
  error?: string;
  /** An earlier drawing is kept unless another one is made. */
  kept: boolean;
  /** Called after each stroke, and with null when nothing is drawn. */
  onDraw: (drawing: Drawing) => void;
};

/** Shows a sheet to sign on with finger, mouse or pen. It needs JavaScript; a typed signature does not. */
export function DrawingPad({ error, kept, onDraw }: Props) {
  const sheet = useRef<HTMLCanvasElement>(null);
  const [strokes, setStrokes] = useState<Point[][]>([]);
  const under = useRef<Point[] | null>(null);

  useEffect(() => {
    const pen = sheet.current?.getContext('2d');
    if (!pen) return;
    pen.clearRect(0, 0, SIZE.width, SIZE.height);
    for (const stroke of strokes) drawStroke(pen, stroke);
  }, [strokes]);

  const settle = (next: Point[][]) => {
    setStrokes(next);
    onDraw(next.length === 0 ? null : drawingOf(next));
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0 || under.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    under.current = [pointOf(event)];
    drawStroke(event.currentTarget.getContext('2d')!, under.current);
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const stroke = under.current;
    if (!stroke) return;
    const between = event.nativeEvent.getCoalescedEvents?.() ?? [];
    for (const each of between.length > 0 ? between : [event.nativeEvent]) {
      stroke.push(pointOf(each, event.currentTarget));
    }
    drawStroke(event.currentTarget.getContext('2d')!, stroke.slice(-between.length - 3));
  };
  const end = () => {
    if (!under.current) return;
    const stroke = under.current;
    under.current = null;
    settle([...strokes, stroke]);
  };

  return (
    <div className={error ? 'field field-with-error' : 'field'}>
      <p className="field-label" id="drawing-label">
        Draw your signature
      </p>
      <Hint id="drawing-hint">
        Use a finger, a pen or the mouse.
        {kept && ' Your current drawing is kept unless you make another.'} If you can’t draw here, type it instead; it
        counts the same.
      </Hint>
      {error && <FieldError id="drawing-error">{error}</FieldError>}
      <canvas
        ref={sheet}
        id="drawing"
        className="drawing-pad"
        {...SIZE}
        tabIndex={-1}
        role="img"
        aria-label={strokes.length === 0 ? 'Drawing area, empty' : 'Your drawing'}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <ButtonRow>
        <Button type="button" variant="secondary" onClick={() => settle([])}>
          Clear
        </Button>
        <Button type="button" variant="quiet" onClick={() => settle(strokes.slice(0, -1))}>
          Undo the last stroke
        </Button>
      </ButtonRow>
    </div>
  );
}

type Pointed = { clientX: number; clientY: number; pressure: number; pointerType: string };

function pointOf(event: Pointed & { currentTarget: EventTarget | null }, sheet = event.currentTarget): Point {
  const box = (sheet as HTMLCanvasElement).getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) / box.width) * SIZE.width,
    y: ((event.clientY - box.top) / box.height) * SIZE.height,
    width: event.pointerType === 'pen' && event.pressure > 0 ? PEN * (0.5 + event.pressure) : PEN,
  };
}

/** Draws a curve through the midpoints between the points, which is smooth however few points there are. */
function drawStroke(pen: CanvasRenderingContext2D, stroke: Point[]): void {
  pen.lineCap = 'round';
  pen.lineJoin = 'round';
  pen.strokeStyle = '#1b2a5c';
  stroke.forEach((point, index) => {
    const before = stroke[index - 1] ?? point;
    const first = stroke[index - 2] ?? before;
    pen.lineWidth = point.width;
    pen.beginPath();
    pen.moveTo((first.x + before.x) / 2, (first.y + before.y) / 2);
    pen.quadraticCurveTo(before.x, before.y, (before.x + point.x) / 2, (before.y + point.y) / 2);
    pen.stroke();
  });
  const last = stroke.at(-1);
  const beforeLast = stroke.at(-2) ?? last;
  if (!last || !beforeLast) return;
  pen.beginPath();
  pen.moveTo((beforeLast.x + last.x) / 2, (beforeLast.y + last.y) / 2);
  pen.lineTo(last.x, last.y);
  pen.stroke();
}

function drawingOf(strokes: Point[][]): Drawing {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, SIZE);
  const pen = canvas.getContext('2d')!;
  for (const stroke of strokes) drawStroke(pen, stroke);
  const ink = inkPicture(canvas, SIZE);
  return { posted: canvas.toDataURL('image/png'), src: 'src' in ink ? ink.src : '' };
}
