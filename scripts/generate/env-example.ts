import { z } from 'zod';
import { SettingsSchema } from '#lib/platform/settings.ts';

/** `.env.example`: every setting, what it is for, and its default. */
export function envExample(): string {
  const lines = ['# Every setting is optional. This file is generated: npm run generate', ''];
  for (const [name, field] of Object.entries(SettingsSchema.shape)) {
    const preset = field instanceof z.ZodDefault ? String(field.def.defaultValue) : '';
    lines.push(`# ${field.description ?? ''}`, `# ${name}=${preset}`, '');
  }
  return lines.join('\n');
}
