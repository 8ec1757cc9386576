import { type Agent, type IncomingMessage, request } from 'node:http';

export type Answer = { status: number; location: string | null; body: string; ms: number };

/** A visitor of their own: a browser without JavaScript, with a cookie jar, whose requests are timed. */
export class PlainBrowser {
  private readonly jar = new Map<string, string>();

  /** @param agent shared by all visitors, so that no one's time holds the making of a connection */
  constructor(
    private readonly origin: string,
    private readonly agent: Agent,
  ) {
    if (!/^http:\/\/(localhost|127\.0\.0\.1):/.test(origin)) throw new Error('The bench talks to this machine only.');
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path, {});
  }

  /** Sends a form as the browser does that holds the page: encoded before the clock runs. */
  async post(path: string, form: FormData): Promise<Answer> {
    const encoded = new Response(form);
    const body = Buffer.from(await encoded.arrayBuffer());
    const headers = {
      'Content-Type': encoded.headers.get('content-type')!,
      'Content-Length': String(body.length),
      'Sec-Fetch-Site': 'same-origin',
      Origin: this.origin,
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
          resolve({ status: response.statusCode ?? 0, location, body: Buffer.concat(parts).toString(), ms });
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
