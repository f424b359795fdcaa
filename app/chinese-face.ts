const FAMILY = 'Noto Sans SC Variable';

const idle = () =>
  new Promise<unknown>((resolve) =>
    'requestIdleCallback' in globalThis
      ? requestIdleCallback(resolve, { timeout: 3000 })
      : setTimeout(resolve, 500),
  );

/** Not `innerText`: that lays out what is off the screen too. Scripts carry the page's data and stand beside it. */
function chineseOfPage(): string {
  const text = [...document.body.children].map((part) =>
    part.localName === 'script' ? '' : part.textContent,
  );
  return [...new Set(text.join('').match(/[\u2e80-\u9fff\uff00-\uffef]/g))].join('');
}

async function load(): Promise<void> {
  await idle();
  await import('@fontsource-variable/noto-sans-sc');
  await document.fonts.load(`1em "${FAMILY}"`, chineseOfPage());
  document.documentElement.style.setProperty('--font-chinese', `"${FAMILY}"`);
}

/**
 * Chinese in its own face, once the page stands; until then, and where it cannot be loaded, in the system's. Its table
 * is 50 KB of CSS and a page needs ten of its files: named before they are all there, each of them lays the page out anew.
 */
export function wearChineseFace(): void {
  void load().catch(() => undefined);
}
