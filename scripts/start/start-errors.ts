/** A problem that a person can fix: `sentence` says what happened and what to do. Ends the start with code 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
  constructor(
    readonly sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** Returns the `code` of a system or database error, anywhere in the chain of causes. */
export function errorCode(error: unknown): string | undefined {
  for (let one = error, depth = 0; one && typeof one === 'object' && depth < 5; depth += 1) {
    const { code, cause } = one as { code?: unknown; cause?: unknown };
    if (typeof code === 'string') return code;
    one = cause;
  }
  return undefined;
}

/** Returns the message for a folder or file that cannot be written, or null when the error is about something else. */
export function whyNotWritable(error: unknown, place: string): string | null {
  switch (errorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
    // PostgreSQL's own code for it
    case '53100':
      return `The disk is full: there is no room to write ${place}. Free some space (a first start needs about 500 MB), then start again.`;
    case 'EROFS':
    // Node's code for a folder that cannot be created on a read-only disk
    case 'ENOENT':
      return `${atStart(place)} cannot be written: the disk is read-only, or a folder above it is gone. Set DATA_DIR to a folder that can be written to, or move the project.`;
    case 'EACCES':
    case 'EPERM':
      return `${atStart(place)} may not be written to by this account. Start as the account that owns it, or move the project; the data alone goes elsewhere with DATA_DIR.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${atStart(place)} is in the way: a file lies where a folder is needed. Move it aside, then start again.`;
    default:
      return null;
  }
}

const atStart = (place: string) => place.charAt(0).toUpperCase() + place.slice(1);

/** Runs work that writes to `place`; a full disk or a missing right becomes a StartError. */
export async function writing<T>(place: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const sentence = error instanceof StartError ? null : whyNotWritable(error, place);
    if (sentence) throw new StartError(sentence, { cause: error });
    throw error;
  }
}
