/** The pool that every Studio starts with; pages call it by a name in the reader's language. */
export const PUBLIC_POOL = 'public';
