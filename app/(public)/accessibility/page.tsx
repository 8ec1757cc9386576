import type { Metadata } from 'next';
import { PageHeader } from '@/components/page-header';
import { supportAddress } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Accessibility' };

export default function AccessibilityPage() {
  const address = supportAddress();
  return (
    <>
      <PageHeader
        title="Accessibility"
        lead="Everyone who reports events or earns professional development units (PDUs) should be able to use this system."
      />
      <div className="prose">
        <h2 id="standard">What we aim for</h2>
        <p>
          Every page and every certificate is meant to meet the Web Content Accessibility Guidelines (WCAG) 2.1, level
          AA, as Title II of the Americans with Disabilities Act asks of public services.
        </p>
        <h2 id="you-can">What you can do here</h2>
        <ul>
          <li>use everything with only a keyboard, with a visible focus indicator</li>
          <li>skip to a page’s main content with the first press of Tab</li>
          <li>enlarge the text to 200 percent, or read on a phone, without scrolling sideways</li>
          <li>use a screen reader: headings, tables, fields and errors are labeled and linked</li>
          <li>keep your device’s dark, high-contrast and reduced-motion settings</li>
          <li>work without JavaScript: every form and menu works without it</li>
          <li>have certificates read aloud: they are tagged PDF files with text, not pictures</li>
        </ul>
        <h2 id="checked">How it is checked</h2>
        <p>
          Automated checks run on every page with each change, in light and dark mode. They catch many problems but not
          all, so we rely on your reports.
        </p>
        <h2 id="get-help">Get help</h2>
        <p>
          If something does not work for you, email <a href={`mailto:${address}`}>{address}</a>. Tell us which page it
          was and which device or assistive technology you use. If you need a certificate or other document in a
          different format, ask at the same address.
        </p>
      </div>
    </>
  );
}
