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
          <li>use everything with a keyboard alone, with a visible mark on what has the focus</li>
          <li>skip straight to a page’s main content with the first Tab key</li>
          <li>enlarge the text to 200 percent, or read on a phone, without scrolling sideways</li>
          <li>use a screen reader: headings, tables, fields and errors are named and linked</li>
          <li>keep your device’s dark, high-contrast and reduced-motion settings</li>
          <li>work without JavaScript: each form and menu has a plain way</li>
          <li>have certificates read aloud: they are tagged PDF files with text, not pictures</li>
        </ul>
        <h2 id="checked">How it is checked</h2>
        <p>
          Automated checks run on the pages with every change, in light and dark. They find many problems and miss some,
          so we rely on people telling us.
        </p>
        <h2 id="get-help">Get help</h2>
        <p>
          If something does not work for you, write to <a href={`mailto:${address}`}>{address}</a>. Say which page it
          was and what you use to read it. If you need a certificate or another document in a different form, ask at the
          same address.
        </p>
      </div>
    </>
  );
}
