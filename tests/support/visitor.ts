import { BASE } from './browser';

export type Answer = { status: number; location: string | null; body: string; headers: Headers };

/** Somebody with a cookie jar and no browser: asks for addresses and sends forms as HTTP. */
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

  /** Sends a form as a page of ours would, unless `headers` says otherwise; null leaves a header away. */
  post(path: string, form: FormData | URLSearchParams, headers: Record<string, string | null> = {}): Promise<Answer> {
    const all = { 'Sec-Fetch-Site': 'same-origin', Origin: BASE, ...headers };
    const sent = Object.entries(all).filter((header): header is [string, string] => header[1] !== null);
    return this.send(path, { method: 'POST', body: form, headers: Object.fromEntries(sent) });
  }

  /** The cookies as they are now, as somebody would have them who copied them. */
  copy(): Visitor {
    const thief = new Visitor();
    for (const [name, value] of this.jar) thief.jar.set(name, value);
    return thief;
  }

  private async send(path: string, options: RequestInit): Promise<Answer> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(BASE + path, {
      ...options,
      redirect: 'manual',
      headers: { ...options.headers, cookie },
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
