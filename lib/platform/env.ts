import { z } from 'zod';
import { isBounceAddress, isMailFrom, isSmtpUrl } from './mail/mail-settings';
import { sharedInProcess } from './shared';

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  /**
   * When set, DATABASE_URL leads through a connection pooler, and anything that needs a dedicated session uses this address
   * instead.
   */
  DATABASE_DIRECT_URL: z.string().default(''),
  SESSION_SECRET: z.string().min(32),
  APP_URL: z.url().default('http://localhost:3000'),
  /** The agency's address, shown wherever people may need help (manual; M6). */
  SUPPORT_ADDRESS: z
    .email('SUPPORT_ADDRESS must be an email address, such as help@example.org. Correct it, or leave it blank.')
    .default('OPIPDUPS@mt.gov'),
  /** The server that sends email, such as `smtps://name:password@mail.example.org`. Blank: email goes to `DATA_DIR/mail`. */
  SMTP_URL: z
    .string()
    .trim()
    .refine((text) => text === '' || isSmtpUrl(text))
    .default(''),
  /** The sender of email, `address` or `Name <address>`. Blank: the support address. */
  MAIL_FROM: z
    .string()
    .trim()
    .refine((text) => text === '' || isMailFrom(text))
    .default(''),
  /** The mailbox that delivery reports go to, with a part of its own for each email. Blank: they go to the sender. */
  BOUNCE_ADDRESS: z
    .string()
    .trim()
    .refine((text) => text === '' || isBounceAddress(text))
    .default(''),
  /** The key that signs certificates; lib/platform/pdf/signing/load-signer.ts reads these settings. */
  SIGNING_KEY_FILE: z.string().default(''),
  SIGNING_CERTIFICATE_FILE: z.string().default(''),
  SIGNING_P12_FILE: z.string().default(''),
  SIGNING_PASSPHRASE: z.string().default(''),
  /** The folder for everything stored outside of the database; `npm start` makes it a full path. */
  DATA_DIR: z.string().default('.data'),
  /** The address that gets the newest hash of the audit log each hour in which the log grew. Blank: none. */
  AUDIT_ANCHOR_EMAIL: z
    .union([
      z.literal(''),
      z.email(
        'AUDIT_ANCHOR_EMAIL must be an email address, such as records@example.org. Correct it, or leave it blank.',
      ),
    ])
    .default(''),
  /** Lets webhooks send to this machine, without TLS: for development and tests. */
  WEBHOOKS_TO_LOOPBACK: z
    .string()
    .default('')
    .transform((text) => text.trim() === '1'),
  DATABASE_POOL: z
    .string()
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 200, {
      error: 'DATABASE_POOL must be a number from 1 to 200. Correct it, or leave it out for 10.',
    })
    .transform(Number)
    .default(10),
});

/** Returns the error message for a setting that nothing else checks before it is used, or null when all is well. */
export function whyMalformed(source: NodeJS.ProcessEnv): string | null {
  const result = schema
    .pick({ SUPPORT_ADDRESS: true, AUDIT_ANCHOR_EMAIL: true, DATABASE_POOL: true })
    .safeParse(source);
  return result.success ? null : result.error.issues[0]!.message;
}

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * Returns the settings, read once on first use: `next build` loads modules without any of them being set.
 * @throws when one is missing or malformed; the message names the setting and never its value.
 */
export function env(): Env {
  if (!parsed) {
    const result = schema.safeParse(process.env);
    if (!result.success) {
      const names = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
      throw new Error(`These settings are missing or malformed: ${names}. See docs/operations.md.`);
    }
    parsed = result.data;
  }
  return parsed;
}

const support = sharedInProcess('support address', () => ({ address: null as string | null }));

/** Sets the support address that administrators chose; null: they chose none. */
export function setSupportAddress(address: string | null): void {
  support.address = address;
}

/**
 * Returns the agency's support address: the one that administrators chose, or else the server's setting. Safe to call while
 * nothing else is configured, as in an error page.
 */
export function supportAddress(): string {
  return support.address ?? process.env.SUPPORT_ADDRESS ?? 'OPIPDUPS@mt.gov';
}

/** Returns whether people reach the product over TLS, which decides the cookie's name and flags. */
export function servedOverTls(): boolean {
  return env().APP_URL.startsWith('https:');
}
