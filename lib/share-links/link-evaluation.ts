import { type EvaluationForm, findEvaluationOf } from '@/lib/evaluations/find-form';
import type { Visit } from '@/lib/platform/visit';
import { findOpenLink } from './open-link';

/**
 * Returns the evaluation to answer before getting a certificate through this link; null when none is required or the
 * link is not open.
 */
export async function findLinkEvaluation(visit: Visit, token: string): Promise<EvaluationForm | null> {
  const link = await findOpenLink(visit, token);
  return link?.afterEvaluation ? findEvaluationOf(visit, link.eventId) : null;
}
