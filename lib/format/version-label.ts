/** `V001` */
export const versionLabel = (number: number): string => `V${String(number).padStart(3, '0')}`;

/** `news V002`; the name alone where no version is meant, null when the thing is gone. */
export const versionName = <T extends string | null>(name: T, number: number | null): T | string =>
  name === null || number === null ? name : `${name} ${versionLabel(number)}`;
