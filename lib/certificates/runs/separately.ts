import { refusalOf } from '@/lib/platform/database';
import { describeFault } from '@/lib/platform/fault';
import { log } from '@/lib/platform/log';
import { type Batch, type Done, RunStopped } from './batch';
import { COULD_NOT_BE_MADE } from './words';

/** Wraps a batch so that one certificate that cannot be made does not stop the others. */
export function separately(batch: Batch): Batch {
  const each: Batch = async (ctx, work) => {
    try {
      return await batch(ctx, work);
    } catch (error) {
      if (refusalOf(error) || error instanceof RunStopped) throw error;
      if (work.attendeeIds.length === 1) {
        log.error({ attendee: work.attendeeIds[0], fault: describeFault(error) }, 'a certificate could not be made');
        return [{ attendeeId: work.attendeeIds[0]!, problem: COULD_NOT_BE_MADE }];
      }
      const rest: Done[] = [];
      for (const attendeeId of work.attendeeIds)
        rest.push(...(await each(ctx, { ...work, attendeeIds: [attendeeId] })));
      return rest;
    }
  };
  return each;
}
