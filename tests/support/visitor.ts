const BASE = process.env.E2E_URL!;

export type Answer = { status: number; location: string | null; body: string; headers: Headers };

/** A visitor with a cookie jar and no browser, who requests addresses and sends forms over HTTP. */
export class Visitor {
  private readonly jar = new Map<string, string>();

  static async signedIn(username: string, password = 'Montana2026'): Promise<Visitor> {
    const visitor = new Visitor();
    const { csrfToken } = JSON.parse((await visitor.get('/api/auth/csrf')).body);
    await visitor.send('/api/auth/callback/credentials', {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, username, password }),
    });
    if (![...visitor.jar.keys()].some((name) => name.endsWith('pdups.session'))) {
      throw new Error(`${username} could not sign in`);
    }
    return visitor;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.send(path, { headers });
  }

  /** Sends a form the way a page of the product would, unless `headers` says otherwise; null leaves out a header. */
  post(path: string, form: FormData | URLSearchParams, headers: Record<string, string | null> = {}): Promise<Answer> {
    const all = { 'Sec-Fetch-Site': 'same-origin', Origin: BASE, ...headers };
    const sent = Object.entries(all).filter((header): header is [string, string] => header[1] !== null);
    return this.send(path, { method: 'POST', body: form, headers: Object.fromEntries(sent) });
  }

  /** Drops one of the product's cookies, as a browser does when it closes. */
  forget(what: 'session' | 'device'): void {
    for (const name of [...this.jar.keys()]) if (name.endsWith(`pdups.${what}`)) this.jar.delete(name);
  }

  /** Copies the visitor with the current cookies, as if somebody had stolen them. */
  copy(): Visitor {
    const thief = new Visitor();
    for (const [name, value] of this.jar) thief.jar.set(name, value);
    return thief;
  }

  /** The cookies as they are now. */
  get cookies(): { name: string; value: string }[] {
    return [...this.jar].map(([name, value]) => ({ name, value }));
  }

  /** Returns the Cookie header as it would be sent now. */
  cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  private async send(path: string, options: RequestInit): Promise<Answer> {
    const headers = { ...options.headers, cookie: this.cookie() };
    const ask = () => fetch(BASE + path, { ...options, redirect: 'manual', headers });
    // A server that refuses a form before reading all of it closes the connection, sometimes while the form is being
    // sent.
    const response = await ask().catch((error: Error) => {
      if (!isCutOff(error)) throw error;
      return ask();
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) this.jar.delete(name!);
      else this.jar.set(name!, value!);
    }
    return {
      status: response.status,
      location: response.headers.get('location'),
      body: Buffer.from(await response.arrayBuffer()).toString('latin1'),
      headers: response.headers,
    };
  }
}

function isCutOff({ cause }: Error): boolean {
  return ['EPIPE', 'ECONNRESET', 'UND_ERR_SOCKET'].includes((cause as { code?: string } | undefined)?.code ?? '');
}
