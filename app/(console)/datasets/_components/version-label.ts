/** `V001`. */
export const versionLabel = (number: number): string => `V${String(number).padStart(3, '0')}`;
