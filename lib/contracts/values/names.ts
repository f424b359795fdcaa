/**
 * What is wrong with the name of a model or dataset, by code so that pages say it in the reader's language; null when
 * nothing is: 1–64 characters, Chinese, letters, digits, `_ - .`, starting with Chinese or a letter.
 */
export function nameProblem(name: string): 'length' | 'start' | 'characters' | null {
  const length = [...name].length;
  if (length < 1 || length > 64) return 'length';
  if (!/^[\p{Script=Han}A-Za-z]/u.test(name)) return 'start';
  return /^[\p{Script=Han}A-Za-z0-9_.-]*$/u.test(name) ? null : 'characters';
}
