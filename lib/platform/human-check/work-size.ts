/** How many steps a sum takes; the browser counts towards the larger one when it says how far it is. */
export const WORK_LEAST = 300;
export const WORK_MOST = 600;
