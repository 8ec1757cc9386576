'use client';

import { ErrorPage } from '@/components/error-page';
import './globals.css';

type BoundaryProps = { error: unknown; retry: () => void };

/** Stands in for the root layout when that one fails, so it knows no settings and brings its own document. */
export default function GlobalError({ error, retry }: BoundaryProps) {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : null;
  return (
    <html lang="en">
      <body>
        <title>Something went wrong – PDUPS</title>
        <main className="site-main page-width">
          <ErrorPage
            status={500}
            supportAddress={null}
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
