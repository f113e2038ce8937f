/** An ISO date (`2027-01-31`) that stands in the calendar. */
export const isDate = (text: string): boolean => {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** The last day itself is not past. Both are ISO dates, which sort as text. */
export const isPast = (until: string | undefined, today: string): boolean => until !== undefined && until < today;
