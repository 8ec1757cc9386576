import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { SkipLink } from '@/components/skip-link';
import { supportAddress } from '@/lib/platform/env';
import { requestScope } from '@/lib/platform/request-scope';
import { sans, serif } from './fonts';
import './globals.css';

/** The title of a page whose form was refused begins with "Error" (WCAG 3.3.1, and the tab shows it). */
export async function generateMetadata(): Promise<Metadata> {
  const start = requestScope()?.formRefused ? 'Error: ' : '';
  return {
    title: {
      template: `${start}%s – PDUPS`,
      default: `${start}PDUPS – Professional Development Unit Provider System`,
    },
    description: 'Where approved providers of professional development report events and issue official certificates.',
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#17352c' },
    { media: '(prefers-color-scheme: dark)', color: '#0a1310' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A prerendered page has no request and so no nonce, and the content policy would block its scripts.
  await connection();
  return (
    <html lang="en" className={`${sans.variable} ${serif.variable}`}>
      {/* The error boundary runs in the browser, which cannot read settings; it finds the address here. */}
      <body data-support-address={supportAddress()}>
        <SkipLink />
        {children}
        <script src="/menu.js" defer nonce={requestScope()?.nonce} suppressHydrationWarning />
      </body>
    </html>
  );
}
