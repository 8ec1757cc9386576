/** How long a device is remembered after its latest sign-in (choice): educators may sign in only once a school year. */
export const DEVICE_DAYS = 365;

/**
 * Maximum number of devices remembered per person (choice). A browser that forgets its cookies counts as a new device
 * each time.
 */
export const MAX_DEVICES = 20;
