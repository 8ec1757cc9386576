'use client';

import { ErrorPage } from '@/components/error-page';
import { SiteFrame } from '@/components/site-frame';

type BoundaryProps = { error: unknown; retry: () => void };

function digestOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error ? String(error.digest) : null;
}

export default function ErrorBoundary({ error, retry }: BoundaryProps) {
  const supportAddress = typeof document === 'undefined' ? null : (document.body.dataset.supportAddress ?? null);
  return (
    <SiteFrame supportAddress={supportAddress}>
      <title>Something went wrong – PDUPS</title>
      <ErrorPage status={500} supportAddress={supportAddress} requestId={digestOf(error)} onRetry={retry} />
    </SiteFrame>
  );
}
