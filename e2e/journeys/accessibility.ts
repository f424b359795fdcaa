import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const THEMES = ['light', 'dark'] as const;
const SETTLE_MS = 30_000;

/** No fault that axe knows, in either theme. What fades or loads is looked at again: only what stays is a fault. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveClass(theme === 'dark' ? /\bdark\b/ : /^(?!.*\bdark\b)/);
    await expect(page.locator('[aria-busy="true"], [data-slot="skeleton"]')).toHaveCount(0, {
      timeout: SETTLE_MS,
    });
    await expect(async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const faults = violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${theme} ${id} ${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
      );
      expect(faults).toEqual([]);
    }).toPass({ timeout: SETTLE_MS, intervals: [500, 1000, 2000] });
  }
}
