/** Why a use case refused. Each code has one HTTP status, so that edges only translate. */
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
 * A refusal with words for people: `sentence` says what happened and what to do, and may be shown as it is.
 * Anything that is not an AppError is a bug or an outage: it is logged and never shown.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: RefusalCode,
    readonly sentence: string,
    options?: ErrorOptions,
  ) {
    super(sentence, options);
  }
}

/** Nobody is signed in where somebody must be. A wrong password is `unauthenticated` too, but not this. */
export class SignedOut extends AppError {
  readonly signedOut = true;
  constructor() {
    super('unauthenticated', 'You are signed out, or were away for too long.');
  }
}

/** True for an AppError, also for one thrown by another bundle's copy of this class. */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && 'sentence' in error;
}
