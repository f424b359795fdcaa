/** For a scrolling region with nothing to focus inside: it has to be reachable with the keyboard (WCAG 2.1.1). */
export const keyboardScrollable = { tabIndex: 0 } as const;
