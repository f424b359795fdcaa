'use client';

import { useState } from 'react';
import { keepCookie } from '#components/shell/keep-cookie.ts';
import { PANELS_COOKIE } from '../keys.ts';

type Panel = 'workbench' | 'history';
/** Where a panel has room beside the conversation; below that it is a sheet. */
const WIDE: Record<Panel, string> = { workbench: '(min-width: 64rem)', history: '(min-width: 80rem)' };

/** The side panels: docked when there is room, sheets over the page when not. */
export function usePanels(initial: readonly string[]) {
  const [docked, setDocked] = useState({
    workbench: initial.includes('workbench'),
    history: initial.includes('history'),
  });
  const [sheet, setSheet] = useState<Panel | null>(null);
  const toggle = (panel: Panel) => {
    if (!matchMedia(WIDE[panel]).matches) return setSheet(sheet === panel ? null : panel);
    const next = { ...docked, [panel]: !docked[panel] };
    setDocked(next);
    keepCookie(PANELS_COOKIE, (['workbench', 'history'] as const).filter((each) => next[each]).join(','));
  };
  const reveal = (panel: Panel) => {
    if (!matchMedia(WIDE[panel]).matches) setSheet(panel);
    else if (!docked[panel]) toggle(panel);
  };
  return { open: docked, sheet, closeSheet: () => setSheet(null), toggle, reveal };
}
export type Panels = ReturnType<typeof usePanels>;
