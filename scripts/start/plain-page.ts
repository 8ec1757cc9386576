import { STATUS_CODES } from 'node:http';
import { supportAddress } from '../../lib/platform/env';

const SENTENCES: Record<number, string> = {
  400: 'This address or request is not well formed. Go back and try again.',
  404: 'There is no page at this address. Check it for typing errors, or begin at the start page.',
  405: 'This address cannot be used in that way.',
  408: 'The request took too long to arrive. Please try again.',
  413: 'What was sent is too large. Please send less, or a smaller file.',
  414: 'This address is too long.',
  421: 'This server does not answer to that name. Use the address you were given; whoever runs it can set APP_URL.',
  431: 'The browser sent too much along with this request. Delete the cookies of this site, then try again.',
  500: 'Something went wrong here. Nothing you typed was at fault. Please try again in a moment.',
  503: 'The service is just being stopped or is very busy. Please try again in a moment.',
};

/** The same for a program that asks: a problem as RFC 9457 has it. */
export function plainProblem(status: number, requestId: string): string {
  const title = STATUS_CODES[status] ?? 'Sorry';
  const detail = SENTENCES[status] ?? SENTENCES[500];
  return JSON.stringify({ type: 'about:blank', title, status, detail, requestId });
}

/** The page for when the product's own pages cannot answer: no script, no style, nothing that could fail in turn. */
export function plainPage(status: number, requestId: string): string {
  const title = status >= 500 ? 'Sorry, this did not work' : (STATUS_CODES[status] ?? 'Sorry');
  const support = supportAddress();
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title></head>
<body><main><h1>${title}</h1><p>${SENTENCES[status] ?? SENTENCES[500]}</p><p><a href="/">Start page</a></p><p>Support: <a href="mailto:${support}">${support}</a></p><p><small>Request ${requestId}</small></p></main></body></html>
`;
}
