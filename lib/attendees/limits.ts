/** The longest text in each field, in characters as people count them (choice). The certificate has room for these. */
export const MAX_NAME = 120;
export const MAX_SCHOOL = 120;
export const MAX_EDUCATOR_NUMBER = 30;
export const MAX_EMAIL = 254;
