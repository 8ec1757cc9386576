import { whyNotPrintable } from './printable';
import { lineOfText } from './text';

/**
 * Validates a line that appears on the certificate: characters that no certificate font has are refused as they are typed.
 */
export function printedLine(limits: Parameters<typeof lineOfText>[0]) {
  return lineOfText(limits).superRefine((line, ctx) => {
    const why = whyNotPrintable(line);
    if (why) ctx.addIssue({ code: 'custom', message: why });
  });
}
