import {
  ListPresetsInput,
  OFFERED_KINDS,
  type PresetService,
  PresetServiceList,
} from '#lib/contracts/presets.ts';
import { defineRead } from '#lib/domain/verb.ts';
import { PRESET_CATALOGUE } from './catalogue.ts';
import { mayOffer } from './preset-row.ts';
import { selectOffered, viewPreset } from './preset-view.ts';

/** What is offered, by name, then what the catalogue has beside that; the cursor is the last name seen. */
export const listPresets = defineRead({
  name: 'preset.list',
  permission: 'preset:read',
  input: ListPresetsInput,
  output: PresetServiceList,
  run: async ({ ctx, tx, input }) => {
    const offerer = await mayOffer({ ctx, tx });
    const offered = (await selectOffered(tx, ctx)).map((each) => viewPreset(ctx, each, offerer));
    const names = new Set(offered.map((each) => each.name));
    const all: PresetService[] = [
      ...offered,
      ...PRESET_CATALOGUE.filter(({ name }) => !names.has(name)).map(unoffered),
    ];
    const { kind, state, limit, cursor } = input;
    const search = input.search?.toLowerCase() ?? '';
    const found = all.filter(
      (each) =>
        (each.name.toLowerCase().includes(search) || each.catalogueId === search) &&
        (!kind?.length || kind.includes(each.kind)) &&
        (!state?.length || state.includes(each.id === null ? 'unoffered' : 'offered')),
    );
    const from = cursor === undefined ? 0 : found.findIndex((each) => each.name === cursor) + 1;
    const items = found.slice(from, from + limit);
    const more = from + limit < found.length;
    return { items, nextCursor: more ? (items.at(-1)?.name ?? null) : null, total: found.length };
  },
});

const unoffered = ({ id, name, kind }: (typeof PRESET_CATALOGUE)[number]): PresetService => ({
  id: null,
  catalogueId: id,
  name,
  kind,
  state: 'unoffered',
  reason: OFFERED_KINDS.safeParse(kind).success ? 'unoffered' : 'unsupported',
  terms: null,
  trialUsed: 0,
  source: null,
  offeredByName: null,
  createdAt: null,
  updatedAt: null,
});
