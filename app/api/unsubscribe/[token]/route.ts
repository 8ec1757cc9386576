import { redirect } from 'next/navigation';
import { answerInPrivate } from '@/app/_edges/link-page';
import { endNoticeEmails } from '@/lib/notices/unsubscribe';
import { currentVisit } from '@/lib/platform/current-visit';
import { refusalOf } from '@/lib/platform/database';

export const dynamic = 'force-dynamic';

type Props = { params: Promise<{ token: string }> };

/** Changes nothing: people who open the address of an email in a browser are asked first. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  answerInPrivate();
  redirect(`/unsubscribe/${encodeURIComponent((await params).token)}`);
}

/**
 * Ends emails with notices with the one click that mail programs offer (RFC 8058): they send this without cookies and from
 * no page of ours.
 */
export async function POST(request: Request, { params }: Props): Promise<Response> {
  answerInPrivate();
  const form = await request.formData().catch(() => null);
  if (form?.get('List-Unsubscribe') !== 'One-Click') return new Response(null, { status: 400 });
  try {
    await endNoticeEmails(await currentVisit(), (await params).token);
    return new Response(null, { status: 204 });
  } catch (error) {
    switch (refusalOf(error)?.code) {
      case 'not_found':
        return new Response(null, { status: 404 });
      case 'unavailable':
        return new Response(null, { status: 503, headers: { 'Retry-After': '60' } });
      default:
        throw error;
    }
  }
}
