import type { NextRequest } from 'next/server';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { progressOf } from '@/lib/platform/progress';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ key: string }> };

/** Tells a page how far the work on its form has come; the answer is `null` when nothing is known of it. */
export async function GET(_request: NextRequest, { params }: Props): Promise<Response> {
  try {
    const ctx = await requireContext();
    return Response.json(progressOf(ctx, (await params).key));
  } catch (error) {
    return refusalResponse(error);
  }
}
