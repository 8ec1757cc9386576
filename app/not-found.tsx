import type { Metadata } from 'next';
import { ErrorPage } from '@/components/error-page';
import { SiteFrame } from '@/components/site-frame';
import { supportAddress } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFound() {
  return (
    <SiteFrame supportAddress={supportAddress()}>
      <ErrorPage status={404} supportAddress={supportAddress()} />
    </SiteFrame>
  );
}
