type Changes = Record<string, { before: unknown; after: unknown }>;

/** Returns the fields that differ, each as it was and as it is now, for the details of an entry. */
export function changesBetween<T extends object>(before: T, after: T): Changes {
  const fields = Object.keys(after) as (keyof T & string)[];
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return Object.fromEntries(changed.map((field) => [field, { before: before[field], after: after[field] }]));
}
