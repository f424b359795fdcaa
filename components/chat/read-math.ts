const CODE = /(```[\s\S]*?(?:```|$)|`[^`\n]*`)/;

/** Many models write formulas as `\( … \)` and `\[ … \]`; markdown knows dollars. Code is left alone. */
export function readMath(text: string): string {
  if (!text.includes('\\(') && !text.includes('\\[')) return text;
  return text
    .split(CODE)
    .map((part, at) =>
      at % 2 === 1
        ? part
        : part
            .replace(/\\\[([\s\S]+?)\\\]/g, (_, formula: string) =>
              ['', '$$', formula.trim(), '$$', ''].join('\n'),
            )
            .replace(/\\\(([^\n]+?)\\\)/g, (_, formula: string) => `$${formula.trim()}$`),
    )
    .join('');
}
