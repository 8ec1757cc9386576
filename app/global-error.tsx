'use client';

import { useState } from 'react';
import { ErrorPage } from '@/components/error-page';
import './globals.css';

type BoundaryProps = { error: unknown; retry: () => void };

/** Replaces the root layout when that one fails, so it includes its own document. */
export default function GlobalError({ error, retry }: BoundaryProps) {
  // The document that it replaces is still there at the first render, and contains the address.
  const [supportAddress] = useState(() =>
    typeof document === 'undefined' ? null : (document.body.dataset.supportAddress ?? null),
  );
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <html lang="en">
      <body>
        <title>Something went wrong – PDUPS</title>
        <main className="site-main page-width">
          <ErrorPage
            status={500}
            supportAddress={supportAddress}
            requestId={digest}
            homeHref="/"
            homeLabel="Go to the start page"
            onRetry={retry}
          />
        </main>
      </body>
    </html>
  );
}
