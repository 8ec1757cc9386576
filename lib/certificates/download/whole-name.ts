import type { ProviderEvent } from '@/lib/events/event';
import { certificateFileName } from '@/lib/printing/file-name';

/** Returns a name such as 'PDU certificates - Reading the Sky - May 3 2026.zip'. */
export function wholeFileName(
  event: Pick<ProviderEvent, 'title' | 'startsOn' | 'endsOn'>,
  ending: 'zip' | 'pdf',
): string {
  return certificateFileName(event)
    .replace(/^PDU certificate\b/, 'PDU certificates')
    .replace(/pdf$/, ending);
}
