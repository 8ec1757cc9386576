import { lineOfText } from '../platform/text';
import { whyNotPrintable } from './rules';

/** A line that stands on the certificate: what no font of the certificate has is refused where it is typed. */
export function printedLine(limits: Parameters<typeof lineOfText>[0]) {
  return lineOfText(limits).superRefine((line, ctx) => {
    const why = whyNotPrintable(line);
    if (why) ctx.addIssue({ code: 'custom', message: why });
  });
}
