import { checkRenderer, rehearsePrint } from '@/lib/platform/pdf/renderer';
import { certificateHtml } from './certificate-html';
import type { NamedFacts } from './facts';

/** A made-up certificate with every part that a certificate can have. */
const SAMPLE: NamedFacts = {
  title: 'Sample',
  instructor: 'Sample',
  startsOn: '2026-01-01',
  endsOn: '2026-01-02',
  providerName: 'Sample',
  providerPhone: '(406) 555-0100',
  location: 'Helena, MT',
  units: '1',
  eventNumber: 0,
  version: 1,
  participantName: 'Sample',
  participantSchool: 'Sample',
  participantNumber: '0',
  serial: '0000-0000-0000',
  verifyUrl: 'https://localhost/verify/0000-0000-0000',
};

let samplePrinted: Promise<unknown> | null = null;

/**
 * Checks for the health check that certificates can be printed. The first check prints one, which also prepares fonts,
 * template and browser for the first person; later checks only ask the browser for an answer.
 */
export async function checkPrinting(): Promise<void> {
  samplePrinted ??= printSample();
  try {
    await samplePrinted;
  } catch (error) {
    samplePrinted = null;
    throw error;
  }
  await checkRenderer();
}

/** Returns the page of the made-up certificate, for code that warms up by printing one. */
export function sampleCertificateHtml(): Promise<string> {
  return certificateHtml(SAMPLE, null);
}

async function printSample(): Promise<void> {
  await rehearsePrint(await sampleCertificateHtml(), { visit: { address: 'health check' }, kind: 'certificate' });
}
