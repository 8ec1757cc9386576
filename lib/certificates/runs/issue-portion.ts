import { refusalOf } from '@/lib/platform/database';
import { describeFault } from '@/lib/platform/fault';
import { log } from '@/lib/platform/log';
import { issueCertificates } from '../issue/issue-certificates';
import { HAS_CERTIFICATE } from '../issue/rules';
import { type Portion, RunStopped, type Ticked } from './portion';
import { COULD_NOT_BE_MADE } from './words';

/** Issues a certificate to each of them. One whose certificate cannot be made does not keep the others from theirs. */
export const issuePortion: Portion = async (ctx, work) => {
  try {
    return await issueTo(ctx, work);
  } catch (error) {
    if (refusalOf(error) || error instanceof RunStopped) throw error;
    if (work.attendeeIds.length === 1) {
      log.error({ attendee: work.attendeeIds[0], fault: describeFault(error) }, 'a certificate could not be made');
      return [{ attendeeId: work.attendeeIds[0]!, problem: COULD_NOT_BE_MADE }];
    }
    const rest: Ticked[] = [];
    for (const attendeeId of work.attendeeIds) {
      rest.push(...(await issuePortion(ctx, { ...work, attendeeIds: [attendeeId] })));
    }
    return rest;
  }
};

const issueTo: Portion = async (ctx, { eventId, attendeeIds, tick }) => {
  const { problems } = await issueCertificates(ctx, { eventId, attendeeIds }, (tx, issued) =>
    tick(
      tx,
      issued.map(({ attendeeId }) => ({ attendeeId, problem: null })),
    ),
  );
  // Who has got one meanwhile, from a run that was cut off or from a person, has what the run is for.
  return problems.map(({ attendeeId, sentence }) => ({
    attendeeId,
    problem: sentence === HAS_CERTIFICATE ? null : sentence,
  }));
};
