import type { Context } from '@/lib/platform/visit';
import type { RequestView } from './kind';
import { KINDS } from './kinds';
import type { ProviderRequest } from './request';

/**
 * Returns what a request, which the caller read within scope, would change, and what has changed since the provider
 * asked.
 */
export async function viewRequest(ctx: Context, request: ProviderRequest): Promise<RequestView> {
  return KINDS[request.kind].view(ctx, request);
}
