'use client';

import { type RefObject, useEffect } from 'react';

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'));

/** `j`/`k` walk the rows' links, `x` selects, enter opens (it is a link), esc leaves, `/` goes to the search. */
export function useTableKeys(
  body: RefObject<HTMLTableSectionElement | null>,
  search: RefObject<HTMLInputElement | null>,
) {
  useEffect(() => {
    const step = (by: 1 | -1) => {
      const stops = [...(body.current?.querySelectorAll<HTMLElement>('[data-row-stop]') ?? [])];
      const at = stops.findIndex((stop) => stop.closest('tr')?.contains(document.activeElement));
      const next = at === -1 ? (by === 1 ? 0 : stops.length - 1) : at + by;
      stops[next]?.focus();
      stops[next]?.closest('tr')?.scrollIntoView({ block: 'nearest' });
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (document.querySelector('[role=dialog],[role=alertdialog],[role=menu]')) return;
      const active = document.activeElement;
      if (event.key === 'Escape' && active instanceof HTMLElement) {
        if (active === search.current || body.current?.contains(active)) active.blur();
        return;
      }
      if (typing(event.target)) return;
      if (event.key === 'j') step(1);
      else if (event.key === 'k') step(-1);
      else if (event.key === '/') {
        event.preventDefault();
        search.current?.focus();
        search.current?.select();
      } else if (event.key === 'x' && body.current?.contains(active)) {
        active?.closest('tr')?.querySelector<HTMLElement>('input[type=checkbox]')?.click();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [body, search]);
}
