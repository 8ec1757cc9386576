import { z } from 'zod';
import { isDay } from '@/lib/platform/days';
import type { StaffData } from '../provider-data';
import { PROVIDER_KINDS, TYPE_CHOICES } from '../words';

/** The fields of a form that only staff fill in. */
export const staffDataShape = {
  kind: z.enum(Object.keys(PROVIDER_KINDS) as StaffData['kind'][], 'Choose the kind of provider.'),
  type: z
    .string()
    .refine((value) => TYPE_CHOICES.some((choice) => choice.value === value), 'Choose the type of provider.'),
  approvedOn: z
    .string()
    .refine((day) => day === '' || isDay(day), 'Enter the day of the approval, or leave it blank.')
    .transform((day) => day || null),
};
