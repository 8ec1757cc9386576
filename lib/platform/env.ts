import { z } from 'zod';
import { isMailFrom, isSmtpUrl } from './mail/mail-settings';

const schema = z.object({
  DATABASE_URL: z.string().min(1),
  SESSION_SECRET: z.string().min(32),
  APP_URL: z.url().default('http://localhost:3000'),
  /** The agency's address, shown wherever a person may get stuck (manual; M6). */
  SUPPORT_ADDRESS: z
    .email('SUPPORT_ADDRESS must be an e-mail address, such as help@example.org. Correct it, or leave it out.')
    .default('OPIPDUPS@mt.gov'),
  /** Where mail goes out, such as `smtps://name:password@mail.example.org`. Blank: it lands in `DATA_DIR/mail`. */
  SMTP_URL: z
    .string()
    .trim()
    .refine((text) => text === '' || isSmtpUrl(text))
    .default(''),
  /** Whom mail comes from, `address` or `Name <address>`. Blank: the support address. */
  MAIL_FROM: z
    .string()
    .trim()
    .refine((text) => text === '' || isMailFrom(text))
    .default(''),
  /** The key that certificates are sealed with, as lib/platform/pdf/sealing/load-signer.ts reads them. */
  SIGNING_KEY_FILE: z.string().default(''),
  SIGNING_CERTIFICATE_FILE: z.string().default(''),
  SIGNING_P12_FILE: z.string().default(''),
  SIGNING_PASSPHRASE: z.string().default(''),
  /** Where what is kept outside of the database lies; `npm start` makes it a full path. */
  DATA_DIR: z.string().default('.data'),
  DATABASE_POOL: z
    .string()
    .refine((text) => /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= 200, {
      error: 'DATABASE_POOL must be a number from 1 to 200. Correct it, or leave it out for 10.',
    })
    .transform(Number)
    .default(10),
});

/** The sentence for a setting that nothing else looks at before it is used, or null when all is well. */
export function whyMalformed(source: NodeJS.ProcessEnv): string | null {
  const result = schema.pick({ SUPPORT_ADDRESS: true, DATABASE_POOL: true }).safeParse(source);
  return result.success ? null : result.error.issues[0]!.message;
}

export type Env = z.infer<typeof schema>;

let parsed: Env | undefined;

/**
 * The settings, read once on first use: `next build` loads modules without any of them being set.
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

/** The agency's support address; safe to call while nothing else is configured, as in an error page. */
export function supportAddress(): string {
  return process.env.SUPPORT_ADDRESS ?? 'OPIPDUPS@mt.gov';
}

/** Whether people reach the product over TLS, which decides the cookie's name and flags. */
export function servedOverTls(): boolean {
  return env().APP_URL.startsWith('https:');
}
