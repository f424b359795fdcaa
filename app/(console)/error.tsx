'use client';

import { ErrorState } from '#components/states/error-state.tsx';

/** A page that broke keeps the frame: the rest of the console stays usable. */
export default function ConsoleError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return <ErrorState error={error} onRetry={reset} />;
}
