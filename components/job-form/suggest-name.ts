/** `base-0314-0926`: a name that is free unless the same model was started in the same minute. */
export function suggestName(base: string, now: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const stamp = `${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}`;
  const stem = base.replaceAll('.', '-').slice(0, 64 - stamp.length - 1);
  return `${stem}-${stamp}`;
}
