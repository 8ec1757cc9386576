import { STATUS_CODES } from 'node:http';
import { supportAddress } from '../../lib/platform/env';

const SENTENCES: Record<number, string> = {
  400: 'This address or request is malformed. Go back and try again.',
  404: 'There is no page at this address. Check it for typos, or go to the start page.',
  405: 'This address does not accept that kind of request.',
  408: 'The request took too long to arrive. Try again.',
  413: 'What was sent is too large. Send less, or a smaller file.',
  414: 'This address is too long.',
  421: 'This server does not use that name. Use the address you were given. The operator can set APP_URL.',
  429: 'Too many large files are being sent from your network right now. Try again in a moment.',
  431: 'Your browser sent too much data with this request. Delete this site’s cookies, then try again.',
  500: 'Something went wrong on our side. Try again in a moment.',
  503: 'The service is restarting or very busy. Try again in a moment.',
};

/** Returns the same for a program: a problem as defined by RFC 9457. */
export function plainProblem(status: number, requestId: string): string {
  const title = STATUS_CODES[status] ?? 'Sorry';
  const detail = SENTENCES[status] ?? SENTENCES[500];
  return JSON.stringify({ type: 'about:blank', title, status, detail, requestId });
}

/** Returns the page for when the product's own pages cannot answer: no script, no style, nothing else that could fail. */
export function plainPage(status: number, requestId: string, sentence = SENTENCES[status] ?? SENTENCES[500]): string {
  const title = status >= 500 ? 'Sorry, this did not work' : (STATUS_CODES[status] ?? 'Sorry');
  const support = supportAddress();
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${sentence}</p><p><a href="/">Start page</a></p><p>Support: <a href="mailto:${support}">${support}</a></p><p><small>Request ${requestId}</small></p></main></body></html>
`;
}
