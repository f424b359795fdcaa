import type { Localised, SizeClass } from '#lib/contracts/templates.ts';
import { compressMethods, familyOf, isListedForDeployment, isTunable, maxTotalLength } from './facts.ts';
import type { CompressMethod, Member, Series, Template } from './template.ts';
import { QUANTISED_TEXT, USE_CASES } from './texts.ts';

export const sizeClassOf = (billion: number | null): SizeClass => {
  if (billion === null) return 'any';
  if (billion <= 3) return 'tiny';
  if (billion <= 10) return 'small';
  return billion <= 40 ? 'medium' : 'large';
};

const join = (zh: (string | undefined)[], en: (string | undefined)[]): Localised => ({
  zh: zh.filter(Boolean).join(''),
  en: en.filter(Boolean).join(' '),
});

function base(series: Series, member: Member): Template {
  const family = familyOf(series.family ?? series.series);
  const { name, remark } = member;
  return {
    slug: name.toLowerCase(),
    name,
    series: series.series,
    ...family,
    sizeBillion: member.sizeBillion,
    sizeClass: sizeClassOf(member.sizeBillion),
    contextLength: maxTotalLength(name),
    quantisation: 'none',
    builtIn: false,
    ownWeightsOnly: series.ownWeightsOnly ?? false,
    onlyFromCompression: false,
    supports: {
      tune: isTunable(name) ? ['full', 'lora'] : [],
      compress: compressMethods(name),
      evaluate: family.type === 'text-generation',
      deploy: true,
    },
    expected: member.expected,
    summary: series.introduction,
    introduction: join([series.introduction.zh, remark?.zh], [series.introduction.en, remark?.en]),
    useCases: family.scenarios.map((scenario) => USE_CASES[scenario]),
    weightsNote: member.weightsNote ?? null,
  };
}

/** Padding of quantised weights may widen the feed-forward layers, so their size is not compared. */
function quantised(from: Template, suffix: string, method: CompressMethod): Template {
  const { intermediate_size: _, ...config } = from.expected.config;
  const name = `${from.name}-${suffix}`;
  return {
    ...from,
    slug: name.toLowerCase(),
    name,
    contextLength: maxTotalLength(from.name),
    quantisation: method,
    onlyFromCompression: method === 'smoothquant-w8a8',
    supports: { tune: [], compress: [], evaluate: false, deploy: true },
    expected: { ...from.expected, config },
    summary: QUANTISED_TEXT[method],
    introduction: join(
      [from.introduction.zh, QUANTISED_TEXT[method].zh],
      [from.introduction.en, QUANTISED_TEXT[method].en],
    ),
  };
}

/** The members of a series, each followed by the quantised variants that the deployment table lists. */
export function buildSeries(series: Series): Template[] {
  return series.members.flatMap((member) => {
    const template = base(series, member);
    const variants = (
      [
        ['AWQ', 'awq-w4a16'],
        ['SQ', 'smoothquant-w8a8'],
      ] as const
    )
      .filter(([suffix]) => isListedForDeployment(`${member.name}-${suffix}`))
      .map(([suffix, method]) => quantised(template, suffix, method));
    return [template, ...variants];
  });
}
