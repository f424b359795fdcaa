import {
  type HarnessData,
  type HarnessOffer,
  HarnessOffers,
  ListHarnessTasksInput,
} from '#lib/contracts/harness.ts';
import { requireUri } from '#lib/domain/storage/require-uri.ts';
import { defineRead, requirePermission } from '#lib/domain/verb.ts';
import {
  definitionsOf,
  HARNESS_NAMES,
  HARNESS_VERSION,
  type HarnessDefinition,
  shotsOf,
} from './catalogue.ts';
import { findFiles } from './find-files.ts';
import { readFolder } from './read-folder.ts';

/** Named of what is missing; a group of 57 tasks may lack all of them. */
const MOST_NAMED = 5;

/** Tasks of lm-evaluation-harness, and for which of them the folder holds the data. */
export const listHarnessTasks = defineRead({
  name: 'evaluation.listHarnessTasks',
  permission: 'evaluation:read',
  input: ListHarnessTasksInput,
  output: HarnessOffers,
  run: async ({ ctx, tx, input }) => {
    requirePermission(ctx, 'storage:read');
    const folder = await readFolder(ctx.store, await requireUri(ctx, tx, input.folder));
    const wanted = input.search?.toLowerCase() ?? '';
    const offers = HARNESS_NAMES.flatMap((name) => {
      const definitions = definitionsOf(name) ?? [];
      const texts = [name, ...new Set(definitions.map(({ repository }) => repository))];
      return texts.some((text) => text.toLowerCase().includes(wanted))
        ? [offerOf(name, definitions, folder)]
        : [];
    });
    const usable = (offer: HarnessOffer) => Number(offer.missing.length === 0);
    return { version: HARNESS_VERSION, items: offers.sort((a, b) => usable(b) - usable(a)) };
  },
});

function offerOf(
  name: string,
  definitions: HarnessDefinition[],
  folder: Map<string, string[]>,
): HarnessOffer {
  const [first] = definitions;
  const lacks = (definition: HarnessDefinition, split: string): HarnessData[] => {
    const { repository, subset } = definition;
    const found = findFiles(folder.get(repository) ?? [], subset, [split]);
    return found ? [] : [{ repository, subset, split }];
  };
  return {
    name,
    tasks: definitions.length,
    choice: first?.choice ?? false,
    shots: first ? shotsOf(first, null) : 0,
    repositories: [...new Set(definitions.map(({ repository }) => repository))],
    missing: definitions.flatMap((each) => lacks(each, each.split)).slice(0, MOST_NAMED),
    missingShots: definitions
      .flatMap((each) => (each.shotSplit && each.shots !== 0 ? lacks(each, each.shotSplit) : []))
      .slice(0, MOST_NAMED),
  };
}
