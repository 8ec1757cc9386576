/** What a letter says. How it looks, as plain text and as HTML, is the mail room's work. */
export type Letter = {
  /** Names the kind for the log and for tests, such as `password_reset.code`. */
  kind: string;
  /**
   * Null: nobody is to get it. It is written, queued and worked off as any other, so that the time a page takes does not
   * tell whether there was somebody to write to; and then it is put away.
   */
  to: string | null;
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
  /** So long it lies in the queue first, so that the work on it does not fall together with the visit that caused it. */
  delaySeconds?: number;
  /** From then on the letter is worth nothing and is not sent any more. */
  expiresAt?: Date;
};
