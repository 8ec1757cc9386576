/** What a letter says. How it looks, as plain text and as HTML, is the mail room's work. */
export type Letter = {
  /** Names the kind for the log and for tests, such as `password_reset.code`. */
  kind: string;
  to: string;
  subject: string;
  /** The person's name; the letter greets with it. */
  name?: string;
  paragraphs: string[];
  /** A code to type or paste, set large. */
  code?: string;
  link?: { label: string; href: string };
  /** The named certificate whose PDF goes with it. */
  certificateId?: number;
  /** One of many alike, which let other letters go first. */
  bulk?: boolean;
  /** From then on the letter is worth nothing and is not sent any more. */
  expiresAt?: Date;
};
