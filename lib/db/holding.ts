/** The `like` pattern of a text somewhere inside, whatever signs it holds. */
export const holding = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
