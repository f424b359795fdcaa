import { notFound } from 'next/navigation';
import { isStudioError } from '#lib/platform/errors.ts';

/** For the first paint of a list: a refusal is left to the browser's own request, which shows it with its reason. */
export async function listForPage<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (isStudioError(error)) return null;
    throw error;
  });
}

/** For a detail page: what does not exist, or has an address that cannot exist, is the not-found page. */
export async function itemForPage<T>(answer: Promise<T>): Promise<T> {
  return answer.catch((error: unknown) => {
    if (isStudioError(error) && (error.code === 'not_found' || error.code === 'request.invalid')) notFound();
    throw error;
  });
}
