import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];

const found = (): string | undefined =>
  [process.env.CHROME_PATH, chromium.executablePath(), ...SYSTEM].find((path) => path && existsSync(path));

/** A Chromium: CHROME_PATH, Playwright's own, the system's; else one is installed. */
export function findBrowser(): string {
  const there = found();
  if (there) return there;
  console.log('Installing Chromium (once) …');
  spawnSync('npx', ['playwright', 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 });
  if (!found() && process.getuid?.() === 0) {
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', timeout: 300_000 });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], { stdio: 'ignore', timeout: 600_000 });
  }
  const installed = found();
  if (!installed)
    throw new Error(
      'No Chromium was found or could be installed: install one and set CHROME_PATH to its program.',
    );
  return installed;
}
