'use client';

import { ErrorState } from '#components/states/error-state.tsx';

export default function RootError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center p-6">
      <ErrorState error={error} onRetry={reset} />
    </main>
  );
}
