import { type Agent, type IncomingMessage, request } from 'node:http';

/** `retryAfter`: when to try again, according to the answer. */
export type Answer = { status: number; location: string | null; retryAfter: string | null; body: string; ms: number };

export type EncodedForm = { type: string; body: Buffer };

export async function encodeForm(form: FormData): Promise<EncodedForm> {
  const encoded = new Response(form);
  return { type: encoded.headers.get('content-type')!, body: Buffer.from(await encoded.arrayBuffer()) };
}

/** A single visitor: a browser without JavaScript, with a cookie jar, whose requests are timed. */
export class PlainBrowser {
  private readonly jar = new Map<string, string>();

  /** @param agent shared by all visitors, so that nobody's time includes opening a connection */
  constructor(
    private readonly origin: string,
    private readonly agent: Agent,
  ) {
    if (!/^http:\/\/(localhost|127\.0\.0\.1):/.test(origin)) throw new Error('The bench talks to this machine only.');
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path, {});
  }

  /** Submits a form like the browser that shows the page: encoded before the clock starts. */
  async post(path: string, form: FormData, more: Record<string, string> = {}): Promise<Answer> {
    return this.postEncoded(path, await encodeForm(form), more);
  }

  postEncoded(path: string, { type, body }: EncodedForm, more: Record<string, string> = {}): Promise<Answer> {
    const headers = {
      'Content-Type': type,
      'Content-Length': String(body.length),
      'Sec-Fetch-Site': 'same-origin',
      Origin: this.origin,
      ...more,
    };
    return this.send('POST', path, headers, body);
  }

  private send(method: string, path: string, headers: Record<string, string>, content?: Buffer): Promise<Answer> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(this.origin + path, { method, agent: this.agent, headers: { ...headers, cookie } });
      sent.on('error', reject);
      sent.on('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('error', reject);
        response.on('end', () => {
          const ms = performance.now() - begun;
          this.keepCookies(response);
          const location = response.headers.location ?? null;
          const retryAfter = response.headers['retry-after'] ?? null;
          resolve({
            status: response.statusCode ?? 0,
            location,
            retryAfter,
            body: Buffer.concat(parts).toString(),
            ms,
          });
        });
      });
      sent.end(content);
    });
  }

  private keepCookies(response: IncomingMessage): void {
    for (const line of response.headers['set-cookie'] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) this.jar.delete(name!);
      else this.jar.set(name!, value!);
    }
  }
}
