import type { NextRequest } from 'next/server';
import { pdfFile } from '@/app/_edges/pdf-file';
import { refusalResponse } from '@/app/_edges/pdf-response';
import { printProgram } from '@/lib/conference-links/print-program';
import { CODES } from '@/lib/conference-links/program-html';
import { parseConferenceId } from '@/lib/conferences/find-conference';
import { dispositionOf } from '@/lib/printing/file-name';
import { requireContext } from '@/lib/users/context';

type Props = { params: Promise<{ conferenceId: string }> };

/** Sends the program of a conference, to print; `?codes=check-in` for the codes of check-in. */
export async function GET(request: NextRequest, { params }: Props): Promise<Response> {
  try {
    const ctx = await requireContext();
    const codes = CODES.find((each) => each === request.nextUrl.searchParams.get('codes')) ?? 'certificate';
    const { conference, bytes } = await printProgram(ctx, parseConferenceId((await params).conferenceId), codes);
    return pdfFile(bytes, dispositionOf(`Program - ${conference.name}.pdf`, 'inline'));
  } catch (error) {
    return refusalResponse(error);
  }
}
