import { allPagesReady } from '../../lib/platform/pdf/renderer';
import { withinLimit } from '../../lib/platform/within-limit';

/** A busy machine may be slow to warm up; a start waits no longer than this. */
const WARM_UP_LIMIT_MS = 10_000;

/**
 * Requests a check and a certificate like a first visitor, so that nobody has to wait for code, connections, fonts and pages
 * that initialize on first use. If anything goes wrong here, /api/health reports it.
 */
export async function warmUp(address: string): Promise<void> {
  const asked = ['/api/health', '/events/1/certificate'].map(async (path) => {
    const answer = await fetch(address + path, { redirect: 'manual', signal: AbortSignal.timeout(WARM_UP_LIMIT_MS) });
    await answer.arrayBuffer();
  });
  await Promise.allSettled(asked);
  await withinLimit(allPagesReady(), WARM_UP_LIMIT_MS).catch(() => {});
}
