'use client';

import { debounce, parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';

const PARSERS = {
  wrong: parseAsString.withDefault(''),
  disagreement: parseAsBoolean.withDefault(false),
  category: parseAsString,
  task: parseAsString,
  find: parseAsString.withDefault('').withOptions({ limitUrlUpdates: debounce(250) }),
};

/** Which samples are shown; the address holds it. */
export function useAnswerFilter() {
  const [values, set] = useQueryStates(PARSERS);
  const query = new URLSearchParams();
  if (values.wrong) query.set('wrong', values.wrong);
  if (values.disagreement) query.set('disagreement', 'true');
  if (values.category !== null) query.set('category', values.category);
  if (values.task !== null) query.set('task', values.task);
  if (values.find) query.set('search', values.find);
  return {
    values,
    set: (part: Partial<typeof values>) => void set(part),
    clear: () => void set({ wrong: null, disagreement: null, category: null, task: null, find: null }),
    queryString: query.toString(),
  };
}
export type AnswerFilter = ReturnType<typeof useAnswerFilter>;
