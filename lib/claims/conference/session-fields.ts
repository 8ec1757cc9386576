/** Returns the beginning of the names of the fields about one session. */
export const prefixOf = (eventId: number) => `s${eventId}-`;

export const codeWordField = (eventId: number) => `${prefixOf(eventId)}codeWord`;
