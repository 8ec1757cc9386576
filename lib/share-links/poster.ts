import { authorize } from '@/lib/access/authorize';
import { getEvent } from '@/lib/events/find-event';
import { refuseCanceled } from '@/lib/events/refuse-canceled';
import { unitsOf } from '@/lib/events/rules';
import { formatDay, formatDays } from '@/lib/platform/days';
import { AppError } from '@/lib/platform/errors';
import { escapeHtml } from '@/lib/platform/escape-html';
import { fontsForText } from '@/lib/platform/pdf/fonts';
import { renderPdf } from '@/lib/platform/pdf/renderer';
import { qrPath } from '@/lib/platform/qr-path';
import type { Context } from '@/lib/platform/visit';
import { getLink } from './list-links';
import { type LinkAccess, linkState } from './rules';
import { addressOfLink } from './token';

/** The title's size in points, by its length: a long title gets smaller, because it is never cut. */
const TITLE_STEPS: [characters: number, points: number][] = [
  [30, 44],
  [60, 36],
  [110, 28],
  [180, 22],
  [Number.POSITIVE_INFINITY, 17],
];

/**
 * Makes a poster for the wall of the room, with the event and the QR code of the link. The code word is only said in
 * the room and never printed.
 * @throws AppError `not_found`, `forbidden`, `invalid` for a link that has ended, `too_many`, or `unavailable`
 */
export async function printPoster(ctx: Context, { eventId, linkId }: { eventId: number; linkId: number }) {
  const event = await getEvent(ctx, eventId);
  const link = await getLink(ctx, eventId, linkId);
  authorize(ctx, 'share_link.change');
  refuseCanceled(event);
  const state = linkState(link, ctx.clock.today());
  if (state === 'revoked' || state === 'over') {
    throw new AppError('invalid', 'This link has ended, so it has no poster. Create another link.');
  }
  const address = addressOfLink(link);
  if (!address) throw new AppError('invalid', 'This link’s address can no longer be read. Create another link.');
  const units = unitsOf(event.hours);
  const words = {
    title: event.title,
    facts: `${formatDays(event.startsOn, event.endsOn)} · ${units} ${units === '1' ? 'PDU' : 'PDUs'}`,
    provider: event.providerName,
    steps: stepsOf(link),
    until: link.lastDay ? `Until ${formatDay(link.lastDay)}.` : '',
  };
  return { event, bytes: await renderPdf(await posterHtml(words, address), { visit: ctx, kind: 'sheet' }) };
}

/** What a poster says. */
export type PosterWords = { title: string; facts: string; provider: string; steps: string[]; until: string };

const WHO: Record<LinkAccess, string> = {
  open: 'Type your name as it should appear on the certificate.',
  code_word: 'Type your name and the code word said in the room.',
  roster: 'Type the email address the provider has for you, and the code we send there.',
};

function stepsOf(link: { access: LinkAccess; afterEvaluation: boolean; reviewed: boolean }): string[] {
  return [
    'Point your phone’s camera at the square.',
    WHO[link.access],
    ...(link.afterEvaluation ? ['Answer a few questions about the event. Your answers are anonymous.'] : []),
    link.reviewed ? 'The provider reviews your claim. Then your certificate is ready.' : 'Download your certificate.',
  ];
}

const HEADING = 'Get your PDU certificate';
const FOR_WHOM = 'For Montana educators who completed this event:';
const NO_CAMERA = 'No phone? Ask the event organizer.';

/** The poster as one page of HTML with its fonts inside. */
export async function posterHtml(words: PosterWords, address: string): Promise<string> {
  const text = [
    HEADING,
    FOR_WHOM,
    NO_CAMERA,
    words.title,
    words.facts,
    words.provider,
    words.until,
    ...words.steps,
    '0123456789.',
  ];
  const fonts = await fontsForText(text.join(' '), { family: '', text: '' });
  const points = TITLE_STEPS.find(([most]) => words.title.length <= most)![1];
  const { size, path } = qrPath(address);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(`${HEADING}: ${words.title}`)}</title><style>
${fonts.map(({ css }) => css).join('\n')}
@page{size:8.5in 11in;margin:0}
*{box-sizing:border-box;margin:0;padding:0}
body{width:8.5in;height:11in;padding:.75in;display:flex;flex-direction:column;align-items:center;text-align:center;color:#14201c;font:400 17pt/1.35 ${fonts.map(({ family }) => `"${family}"`).join()},serif}
h1{font-size:${points}pt;line-height:1.15;font-weight:400;overflow-wrap:anywhere;text-wrap:balance}
.call{font-size:26pt;color:#1d4238;margin-bottom:.15in}
.facts{margin-top:.12in}
hr{width:3in;border:0;border-top:1.4pt solid #86662a;margin:.25in 0}
svg{flex:0 1 3.9in;min-height:2.4in;width:3.9in}
ol{margin:.15in 0;text-align:left;padding-left:.35in;max-width:6in}
li{margin-top:.05in}
p,h1,li{white-space-collapse:preserve}
.foot{margin-top:auto;font-size:12pt;color:#46554e}
</style></head><body>
<p class="call">${HEADING}</p>
<p>${FOR_WHOM}</p>
<h1 dir="auto">${escapeHtml(words.title)}</h1>
<p class="facts">${escapeHtml(words.facts)}</p>
<p dir="auto">${escapeHtml(words.provider)}</p>
<hr aria-hidden="true">
<svg viewBox="0 0 ${size} ${size}" role="img" aria-label="QR code that opens the page where you get the certificate"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path}"/></svg>
<ol>${words.steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>
<p class="foot">${[words.until, NO_CAMERA].filter(Boolean).map(escapeHtml).join(' ')}</p>
</body></html>`;
}
