/** The PostgreSQL error inside whatever drizzle threw; null when it is none. */
export function postgresError(error: unknown): { code: string; constraint: string | null } | null {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code, constraint } = at as { code?: unknown; constraint?: unknown };
    if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code))
      return { code, constraint: typeof constraint === 'string' ? constraint : null };
  }
  return null;
}

/** A row with the same unique value exists (of `constraint`, when told). */
export const isUniqueViolation = (error: unknown, constraint?: string): boolean => {
  const found = postgresError(error);
  return found?.code === '23505' && (constraint === undefined || found.constraint === constraint);
};
