/** Keeps what `make` makes for each language and options: making one took longer than the rest of a table's cell. */
function kept<Options extends object, Made>(make: (language: string, options: Options) => Made) {
  const known = new Map<string, Made>();
  return (language: string, options: Options): Made => {
    const key = `${language} ${JSON.stringify(options)}`;
    const found = known.get(key);
    if (found) return found;
    const made = make(language, options);
    known.set(key, made);
    return made;
  };
}

export const numberFormat = kept(
  (language, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options),
);
export const dateFormat = kept(
  (language, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, options),
);
export const relativeFormat = kept(
  (language, options: Intl.RelativeTimeFormatOptions) => new Intl.RelativeTimeFormat(language, options),
);
