import type { Metadata } from 'next';
import { ErrorPage } from '@/components/error-page';
import { SiteFrame } from '@/components/site-frame';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Page not found' };

export default function NotFound() {
  return (
    <SiteFrame supportAddress={env.supportAddress}>
      <ErrorPage status={404} supportAddress={env.supportAddress} />
    </SiteFrame>
  );
}
