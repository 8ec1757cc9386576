import { screenFont } from '@/lib/printing/template-fonts';

type Props = { params: Promise<{ face: string }> };

/** Sends the certificate's own fonts, so that the preview on the screen looks like the printed page. */
export async function GET(_request: Request, { params }: Props): Promise<Response> {
  const font = await screenFont((await params).face);
  if (!font) return new Response('There is no such font.\n', { status: 404 });
  return new Response(new Uint8Array(font), {
    headers: { 'Content-Type': 'font/ttf', 'Cache-Control': 'public, max-age=604800' },
  });
}
