import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';

/** Lists are refreshed by events, so nothing refetches on its own; refusals (4xx) are never retried. */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
