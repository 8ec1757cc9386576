'use client';

import { useEffect, useRef, useState } from 'react';
import { Button } from '../button';

type Props = { onCode: (text: string) => void };

export const reader = () => import('qr/decode.js');

/** How often a picture is searched for a code, in milliseconds: often enough for a badge that is not moving. */
const LOOK_EVERY_MS = 150;
/** The width to which pictures are reduced; codes on badges are large enough. */
const LOOKED_AT = 640;

/** Reads the codes of badges with the phone's camera. No picture leaves the phone. */
export function Camera({ onCode }: Props) {
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const report = useRef(onCode);
  report.current = onCode;

  // The reader is loaded with the page, so that the camera can start without a network.
  useEffect(() => {
    reader().catch(() => {});
  }, []);

  useEffect(() => {
    if (!running) return;
    let stream: MediaStream | null = null;
    let clock: ReturnType<typeof setInterval> | undefined;
    let stopped = false;
    const stop = () => {
      stopped = true;
      clearInterval(clock);
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const begin = async () => {
      const { default: decodeQR } = await reader();
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const screen = video.current;
      if (stopped || !screen) return stop();
      screen.srcObject = stream;
      await screen.play();
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d', { willReadFrequently: true })!;
      clock = setInterval(() => {
        const { videoWidth, videoHeight } = screen;
        if (videoWidth === 0) return;
        const scale = Math.min(1, LOOKED_AT / videoWidth);
        canvas.width = Math.round(videoWidth * scale);
        canvas.height = Math.round(videoHeight * scale);
        pen.drawImage(screen, 0, 0, canvas.width, canvas.height);
        const text = codeIn(decodeQR, pen.getImageData(0, 0, canvas.width, canvas.height));
        if (text !== null) report.current(text);
      }, LOOK_EVERY_MS);
    };
    begin().catch((error: unknown) => {
      setProblem(whyNoCamera(error));
      setRunning(false);
    });
    return stop;
  }, [running]);

  return (
    <div className="camera">
      {running && <video ref={video} muted playsInline aria-label="What the camera sees" />}
      <Button
        type="button"
        variant="secondary"
        onClick={() => {
          setProblem(null);
          setRunning(!running);
        }}
      >
        {running ? 'Stop the camera' : 'Start the camera'}
      </Button>
      <p role="status">{problem}</p>
    </div>
  );
}

function codeIn(decode: (picture: ImageData) => string, picture: ImageData): string | null {
  try {
    return decode(picture);
  } catch {
    // There is no code in this picture.
    return null;
  }
}

function whyNoCamera(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError') {
    return 'The camera is not allowed for this page. Allow it in your browser, or type the codes.';
  }
  return 'The camera can’t be used here. Type the codes instead.';
}
