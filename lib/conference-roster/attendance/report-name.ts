/** Returns what the report is called that each session gets from a list of its conference. */
export const reportName = (fileName: string | null) =>
  `${(fileName ?? 'Pasted list').replace(/\.[a-z]{2,5}$/i, '')}.csv`;
