/** The jobs there are, by the names under which they lie in the queue. A job in the queue outlives a change of code. */
export const DELIVER_MAIL = 'deliver_mail';
export const HOUSEKEEPING = 'housekeeping';
export const ISSUING_RUN = 'issuing_run';
