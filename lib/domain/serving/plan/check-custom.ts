import type { PlanServiceInput } from '#lib/contracts/service-plan.ts';
import type { Tx } from '#lib/db/client.ts';
import type { Context } from '#lib/domain/context.ts';
import { statUri } from '#lib/domain/storage/stat-uri.ts';
import { StudioError } from '#lib/platform/errors.ts';
import type { Findings } from './findings.ts';

/** What the platform itself sets for a server, or what would change which code it runs. */
const RESERVED = new Set([
  'PORT',
  'HOST',
  'MODEL_PATH',
  'SERVED_NAME',
  'PATH',
  'HOME',
  'PYTHONPATH',
  'PYTHONHOME',
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'ASCEND_RT_VISIBLE_DEVICES',
]);
const RESERVED_PREFIXES = ['STUDIO_'];
const MAX_REQUIREMENTS = 200;
const MAX_REQUIREMENT = 300;
/** A name with extras, versions and a marker, or a name at an address; options of pip are none. */
const REQUIREMENT =
  /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\s*(?:\[[A-Za-z0-9._,\s-]*\])?\s*(?:@\s*\S+|(?:(?:===|==|~=|!=|<=|>=|<|>)\s*[\w.*+!-]+\s*,?\s*)*)(?:;.*)?$/;

export function checkEnvironment(environment: Record<string, string> | undefined, findings: Findings): void {
  for (const name of Object.keys(environment ?? {}))
    if (RESERVED.has(name.toUpperCase()) || RESERVED_PREFIXES.some((start) => name.startsWith(start)))
      findings.block(
        `environment.${name}`,
        'environment.reserved',
        `${name} is set by the platform.`,
        'Choose another name.',
        { name },
      );
}

export type CheckedCustom = { code: string | null; requirements: string[] };

/** A start command of one's own: its code must lie in the account's storage, its requirements be names. */
export async function checkCustom(
  { ctx, tx }: { ctx: Context; tx: Tx },
  custom: PlanServiceInput['custom'],
  findings: Findings,
): Promise<CheckedCustom> {
  if (!custom) return { code: null, requirements: [] };
  return {
    code: custom.code ? await checkCode({ ctx, tx }, custom.code, findings) : null,
    requirements: checkRequirements(custom.requirements ?? '', findings),
  };
}

async function checkCode(
  { ctx, tx }: { ctx: Context; tx: Tx },
  given: string,
  findings: Findings,
): Promise<string | null> {
  const refuse = (message: string, advice: string) =>
    findings.block('custom.code', 'code.missing', message, advice, { uri: given });
  try {
    const found = await statUri(ctx, tx, given);
    if (found.kind === 'folder' && !found.empty) return found.uri;
    refuse(
      found.kind === 'file' ? `${found.uri} is a file.` : `There is nothing at ${found.uri}.`,
      'Choose the folder that holds the code.',
    );
  } catch (error) {
    if (!(error instanceof StudioError)) throw error;
    refuse(error.message, error.advice ?? 'Choose a folder of your own.');
  }
  return null;
}

function checkRequirements(text: string, findings: Findings): string[] {
  const field = 'custom.requirements';
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, line: line.replace(/(^|\s)#.*$/, '').trim() }))
    .filter(({ line }) => line !== '');
  const wrong = lines.find(({ line }) => line.length > MAX_REQUIREMENT || !REQUIREMENT.test(line));
  if (wrong)
    findings.block(
      field,
      'requirements.invalid',
      `Line ${wrong.number} is not a requirement: ${wrong.line.slice(0, 80)}`,
      'Write one package a line, such as numpy==2.4.1; options of pip are not taken.',
      { line: wrong.number, text: wrong.line.slice(0, 80), most: 0, given: lines.length },
    );
  else if (lines.length > MAX_REQUIREMENTS)
    findings.block(
      field,
      'requirements.invalid',
      `There are ${lines.length} requirements; at most ${MAX_REQUIREMENTS} are taken.`,
      'Put the rest into the code folder.',
      { line: 0, text: '', most: MAX_REQUIREMENTS, given: lines.length },
    );
  return lines.map(({ line }) => line);
}
