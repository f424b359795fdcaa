/** V001 */
export const versionLabel = (number: number): string => `V${String(number).padStart(3, '0')}`;

/** `news V002`; null when the thing is gone. */
export const versionName = (name: string | null, number: number | null): string | null =>
  name === null || number === null ? name : `${name} ${versionLabel(number)}`;
