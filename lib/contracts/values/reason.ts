const CODE = '[a-z]+(?:[._][A-Za-z]+)+';
const CODED = new RegExp(`^(${CODE}): ([\\s\\S]*)$`);
const CODES = new RegExp(`(^|: )${CODE}: `, 'g');

/** Reasons travel as `code: English sentence`; the sentence is all there is where the code is not known. */
export function splitReason(reason: string): { code: string | null; sentence: string } {
  const match = CODED.exec(reason);
  return match ? { code: match[1] ?? null, sentence: match[2] ?? '' } : { code: null, sentence: reason };
}

/** The sentences alone, for people who read English: a reason may end with the one behind it. */
export const plainReason = (reason: string): string => reason.replace(CODES, '$1');
