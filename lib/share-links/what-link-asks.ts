import { type EvaluationForm, findEvaluationOf } from '@/lib/evaluations/find-form';
import type { Visit } from '@/lib/platform/visit';
import { findOpenLink } from './open-link';

/**
 * Returns what people are asked before they get a certificate through this link: the evaluation, if one is required, and
 * whether a code word is. A link that is not open asks for nothing; the claim is refused elsewhere.
 */
export async function whatLinkAsks(
  visit: Visit,
  token: string,
): Promise<{ evaluation: EvaluationForm | null; codeWord: boolean }> {
  const link = await findOpenLink(visit, token);
  return {
    evaluation: link?.afterEvaluation ? await findEvaluationOf(visit, link.eventId) : null,
    codeWord: link?.access === 'code_word',
  };
}
