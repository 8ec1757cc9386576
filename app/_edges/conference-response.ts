import { ReadableStream } from 'node:stream/web';
import type { ConferenceDownload } from '@/lib/certificates/conference/conference-files';
import { zipOf } from '@/lib/certificates/download/zip';
import { conferenceFileName, dispositionOf } from '@/lib/printing/file-name';

/** Answers with one person's certificates of a conference as a ZIP, created while it is sent. */
export function conferenceResponse({ conference, files }: ConferenceDownload): Response {
  const zip = ReadableStream.from(zipOf(files));
  return new Response(zip as BodyInit, {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': dispositionOf(conferenceFileName(conference), 'attachment'),
      'Cache-Control': 'private, no-store',
    },
  });
}
