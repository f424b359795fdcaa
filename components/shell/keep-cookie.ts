const YEAR_SECONDS = 31_536_000;

/** Keeps a display choice for a year where the server's first paint can read it. No secrets. */
export function keepCookie(name: string, value: string): void {
  // The Cookie Store API needs https, which a Studio on a laptop or in a machine room does not have.
  document.cookie = `${name}=${value};path=/;max-age=${YEAR_SECONDS};samesite=lax`;
}
