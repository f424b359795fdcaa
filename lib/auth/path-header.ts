/** Set by proxy.ts: path and query of the page, for the way back after signing in. */
export const PATH_HEADER = 'x-studio-path';
