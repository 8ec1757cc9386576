import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzip } from 'node:zlib';

/**
 * Pages that work entirely without scripts, and are opened often: they are read, their rows are links, their search is a
 * form. The browser gets them without the framework's scripts and without the data for them, which repeat the whole page.
 * Forms on them are posted the way they are where JavaScript is off.
 */
const PAGES = /^\/(events|faq|help|rules|accessibility|providers(\/\d+)?)$/;

/** Returns whether the request is for such a page as a whole, and not for the data of one that is already open. */
export function isPageWithoutScripts(req: IncomingMessage): boolean {
  const [path] = (req.url ?? '').split('?');
  return req.method === 'GET' && PAGES.test(path!) && req.headers.rsc === undefined;
}

const SCRIPT = /<script\b([^>]*)>[\s\S]*?<\/script>/g;
const SCRIPT_PRELOAD = /<link\b(?=[^>]*\brel="(?:modulepreload|preload)")(?=[^>]*\bas="script")[^>]*>/g;
/** A part of the page that arrives after the rest, and is put in its place by a script. */
const LATER_PART = '<template id="B:';

/** Leaves the framework's scripts out of a page, with their preloads. Scripts of our own are kept. */
export function withoutScripts(html: string): string {
  if (html.includes(LATER_PART)) return html;
  return html
    .replace(SCRIPT, (script, attributes: string) => (/\ssrc="(?!\/_next\/)/.test(attributes) ? script : ''))
    .replace(SCRIPT_PRELOAD, '');
}

/**
 * Holds the page back until it is complete, then sends it without scripts. Next.js must not compress it before, so that
 * it is compressed here.
 */
export function leaveOutScripts(req: IncomingMessage, res: ServerResponse): void {
  const zips = /\bgzip\b/.test(String(req.headers['accept-encoding'] ?? ''));
  delete req.headers['accept-encoding'];
  const { write, end, flushHeaders } = res;
  const pieces: Buffer[] = [];
  const keep = (chunk: unknown, encoding: unknown) => {
    if (chunk === undefined || chunk === null || typeof chunk === 'function') return;
    pieces.push(
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : Buffer.from(chunk as Uint8Array),
    );
  };
  const finish = (body: Buffer, done: unknown) => {
    if (!res.headersSent) res.setHeader('Content-Length', body.length);
    end.call(res, body, 'utf8', typeof done === 'function' ? (done as () => void) : undefined);
  };
  Object.assign(res, {
    // The head says how the page is encoded, so it waits; Next.js and its compression both ask for it early.
    flushHeaders: () => {},
    _implicitHeader: () => {},
    write: (chunk: unknown, ...rest: unknown[]) => {
      keep(chunk, rest[0]);
      const done = rest.at(-1);
      if (typeof done === 'function') process.nextTick(done as () => void);
      return true;
    },
    end: (chunk?: unknown, ...rest: unknown[]) => {
      keep(chunk, rest[0]);
      const done = [chunk, ...rest].find((given) => typeof given === 'function');
      Object.assign(res, { write, end, flushHeaders });
      Reflect.deleteProperty(res, '_implicitHeader');
      const body = Buffer.concat(pieces);
      const isPage = String(res.getHeader('Content-Type') ?? '').startsWith('text/html');
      if (!isPage || res.getHeader('Content-Encoding') !== undefined) {
        finish(body, done);
        return res;
      }
      const page = Buffer.from(withoutScripts(body.toString()));
      if (!zips || res.headersSent) {
        finish(page, done);
        return res;
      }
      res.appendHeader('Vary', 'Accept-Encoding');
      gzip(page, (error, zipped) => {
        if (!error) res.setHeader('Content-Encoding', 'gzip');
        finish(error ? page : zipped, done);
      });
      return res;
    },
  });
}
