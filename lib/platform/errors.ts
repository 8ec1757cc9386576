/** Why a use case refused. Each code has one HTTP status, so that the edges only translate. */
export type RefusalCode =
  | 'unauthenticated'
  | 'two_step_required'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'too_many'
  | 'unavailable';

export const HTTP_STATUS: Record<RefusalCode, number> = {
  unauthenticated: 401,
  two_step_required: 403,
  forbidden: 403,
  not_found: 404,
  invalid: 422,
  conflict: 409,
  too_many: 429,
  unavailable: 503,
};

/**
 * A refusal with a message for people: `sentence` says what happened and what to do, and may be shown unchanged. Anything
 * that is not an AppError is a bug or an outage: it is logged and never shown.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  /** The number of seconds after which a retry makes sense, if known. */
  readonly retryAfter: number | undefined;
  constructor(
    readonly code: RefusalCode,
    readonly sentence: string,
    options?: ErrorOptions & { retryAfter?: number },
  ) {
    super(sentence, options);
    this.retryAfter = options?.retryAfter;
  }
}

/** Nobody is signed in where somebody must be. A wrong password is also `unauthenticated`, but not this error. */
export class SignedOut extends AppError {
  readonly signedOut = true;
  constructor() {
    super('unauthenticated', 'Your session has ended. Sign in again.');
  }
}

/**
 * Thrown when somebody else changed what was read before it was written: nothing is stored, and everything is prepared
 * again. Never reaches people.
 */
export class StaleError extends Error {
  override readonly name = 'StaleError';
}

/** Returns true for an AppError, even one thrown by another bundle's copy of this class. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && 'sentence' in error;
}
