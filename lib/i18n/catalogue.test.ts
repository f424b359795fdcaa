import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REASONS } from '#lib/contracts/errors.ts';
import { LOCALES } from '#lib/contracts/values/locale.ts';

const ROOT = join(import.meta.dirname, '../../messages');
const areas = (locale: string) => readdirSync(join(ROOT, locale)).sort();

function read(locale: string, area: string): Map<string, string> {
  const flat = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    if (value && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) walk(inner, path ? `${path}.${key}` : key);
    } else flat.set(path, String(value));
  };
  walk(JSON.parse(readFileSync(join(ROOT, locale, area), 'utf8')), '');
  return flat;
}

/** Names of the values (`{count}`) and tags (`<b>`) that a message takes. */
const slots = (message: string): string[] =>
  [
    ...new Set(
      [...message.matchAll(/\{\s*(\w+)\s*[,}]|<(\w+)>/g)].map(([, value, tag]) => value ?? tag ?? ''),
    ),
  ].sort();

/** Keys written out in full at a `t('…')` in a file that asks for exactly one area. */
function usedKeys(): { file: string; area: string; key: string }[] {
  const project = join(import.meta.dirname, '../..');
  const found: { file: string; area: string; key: string }[] = [];
  for (const folder of ['components', 'app']) {
    for (const entry of readdirSync(join(project, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.tsx?$/.test(entry.name)) continue;
      const file = join(entry.parentPath, entry.name);
      const text = readFileSync(file, 'utf8');
      const names = [
        ...text.matchAll(/const (\w+) = (?:await )?(?:useTranslations|getTranslations)\('([\w.]+)'\)/g),
      ];
      for (const [, name, area] of names) {
        const twice = names.filter(([, other]) => other === name).some(([, , other]) => other !== area);
        if (twice) continue;
        const call = new RegExp(`\\b${name}(?:\\.rich|\\.raw|\\.has)?\\('([\\w.-]+)'`, 'g');
        for (const [, key] of text.matchAll(call)) found.push({ file, area: area ?? '', key: key ?? '' });
      }
    }
  }
  return found;
}

/** What a pattern's first group finds in the sources of a folder. */
function codesIn(folder: string, pattern: RegExp): string[] {
  const place = join(import.meta.dirname, '../..', folder);
  const files = readdirSync(place).filter((name) => /\.(ts|py)$/.test(name) && !name.includes('test'));
  const texts = files.map((name) => readFileSync(join(place, name), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code ?? ''));
}

describe('catalogues', () => {
  it('have the same areas in every language', () => {
    for (const locale of LOCALES) expect(areas(locale)).toEqual(areas('zh'));
  });

  it.each(areas('zh'))('%s has the same keys and slots in every language', (area) => {
    const zh = read('zh', area);
    for (const locale of LOCALES) {
      const other = read(locale, area);
      expect([...other.keys()].sort()).toEqual([...zh.keys()].sort());
      for (const [key, message] of other) {
        expect(message.trim(), `${locale}/${area} ${key} is empty`).not.toBe('');
        expect(slots(message), `${locale}/${area} ${key}`).toEqual(slots(zh.get(key) ?? ''));
      }
    }
  });

  it.each(LOCALES)('say each refusal that has more to say than its code: %s', (locale) => {
    const errors = read(locale, 'errors.json');
    const said = [...errors.keys()].filter((key) => key.startsWith('reason.')).sort();
    expect(said).toEqual(REASONS.map((key) => `reason.${key.replaceAll('.', '_')}`).sort());
  });

  it.each(LOCALES)('say why a service or its instance is not as wanted: %s', (locale) => {
    const services = read(locale, 'services.json');
    const given = codesIn('controller/services', /[`'](rollout\.\w+|server\.\w+): /g);
    given.push(...codesIn('engine/studio_engine/serving', /"(server\.\w+): /g));
    const failures = codesIn('engine/studio_engine/serving', /"(serve\.\w+)",/g);
    failures.push(...codesIn('controller/services', /code: (?:[^,]*\? )?'(instance\.ended|start\.\w+)'/g));
    expect([given.length, failures.length].every((count) => count >= 4)).toBe(true);
    const key = (code: string) => code.replaceAll('.', '_');
    const unsaid = [
      ...given.filter((code) => !services.has(`reason.${key(code)}`)),
      ...failures.filter((code) => !services.has(`failure.${key(code)}.reason`)),
    ];
    expect(unsaid).toEqual([]);
  });

  it('hold every key that the interface names', () => {
    const keys = usedKeys();
    expect(keys.length).toBeGreaterThan(100);
    const known = new Set(
      areas('zh').flatMap((area) =>
        [...read('zh', area).keys()].map((key) => `${area.replace(/\.json$/, '')}.${key}`),
      ),
    );
    expect(keys.filter(({ area, key }) => !known.has(`${area}.${key}`))).toEqual([]);
  });
});
