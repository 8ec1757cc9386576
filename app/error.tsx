'use client';

import { useEffect, useState } from 'react';
import { ErrorPage } from '@/components/error-page';
import { SiteFrame } from '@/components/site-frame';

type BoundaryProps = { error: unknown; retry: () => void };

function digestOf(error: unknown): string | null {
  return error instanceof Error && 'digest' in error ? String(error.digest) : null;
}

export default function ErrorBoundary({ error, retry }: BoundaryProps) {
  const [supportAddress, setSupportAddress] = useState<string | null>(null);
  // Only after mounting: when the server failed, the body with the address arrives together with this page.
  useEffect(() => setSupportAddress(document.body.dataset.supportAddress ?? null), []);
  return (
    <SiteFrame supportAddress={supportAddress}>
      <title>Something went wrong – PDUPS</title>
      <ErrorPage status={500} supportAddress={supportAddress} requestId={digestOf(error)} onRetry={retry} />
    </SiteFrame>
  );
}
