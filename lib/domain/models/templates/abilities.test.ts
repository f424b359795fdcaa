import { describe, expect, test } from 'vitest';
import compression from '#spec/facts/compression-support.json' with { type: 'json' };
import families from '#spec/facts/model-families.json' with { type: 'json' };
import qps from '#spec/facts/recommended-qps.json' with { type: 'json' };
import tuning from '#spec/facts/tuning-support.json' with { type: 'json' };
import { type ClusterInfo, templateAbilities } from './abilities.ts';
import { expectedOf, requireTemplate, TEMPLATES } from './catalogue.ts';

const GIB = 1024 ** 3;
const laptop: ClusterInfo = {
  cards: 0,
  cardName: null,
  memoryBytes: 24 * GIB,
  kinds: ['tune', 'check-weights', 'probe-tune', 'evaluate', 'compress', 'serve'],
  engine: [
    { name: 'train', state: 'ready', step: '', progress: 1, message: null },
    { name: 'serve', state: 'ready', step: '', progress: 1, message: null },
  ],
};
const eightCards: ClusterInfo = { ...laptop, cards: 8, cardName: '910B3' };

const ability = (slug: string, action: string, clusters: ClusterInfo[], hasWeights = false) => {
  const found = templateAbilities(requireTemplate(slug), clusters, hasWeights).find(
    (one) => one.action === action,
  );
  if (!found) throw new Error(`${slug} has no ability ${action}`);
  return found;
};

describe('the cards', () => {
  test('every model of the support tables has a card, and no card claims more than they say', () => {
    const names = new Map(TEMPLATES.map((template) => [template.name.toLowerCase(), template]));
    for (const name of [...tuning.models, ...Object.keys(compression.models), ...Object.keys(qps.models)])
      expect(names.has(name.toLowerCase()), name).toBe(true);
    for (const template of TEMPLATES.filter(({ builtIn, slug }) => !builtIn && slug !== 'huggingface'))
      expect(template.supports.tune.length > 0, template.name).toBe(tuning.models.includes(template.name));
  });

  test('every series of the table has a card', () => {
    const series = new Set(TEMPLATES.map((template) => template.series));
    for (const family of families.families) expect(series.has(family.series), family.series).toBe(true);
  });

  test('slugs are unique and fit an address', () => {
    const slugs = TEMPLATES.map((template) => template.slug);
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9.-]+$/);
  });

  test('lengths come from the limits, with their exceptions', () => {
    expect(requireTemplate('llama2-7b').contextLength).toBe(4096);
    expect(requireTemplate('qwen-14b').contextLength).toBe(2048);
    expect(requireTemplate('qwen2-72b-32k').contextLength).toBe(32_768);
  });

  test('the weight check compares structure, and asks AWQ weights to be quantised', () => {
    expect(expectedOf('qwen2-7b')).toMatchObject({
      modelType: 'qwen2',
      quantised: false,
      config: { hidden_size: 3584 },
    });
    expect(expectedOf('qwen2-7b-awq').quantised).toBe(true);
    expect(expectedOf('gone').architecture).toBeNull();
  });
});

describe('templateAbilities', () => {
  test('a laptop tunes the small ones and says what the large ones lack', () => {
    expect(ability('studio-mini-3m', 'tune-full', [laptop], true)).toMatchObject({
      runnable: true,
      reason: null,
    });
    expect(ability('qwen2-0.5b', 'tune-full', [laptop]).runnable).toBe(true);
    const large = ability('qwen2-7b', 'tune-full', [laptop]);
    expect(large).toMatchObject({ supported: true, runnable: false, reason: { code: 'memory' } });
    expect(large.reason?.availableBytes).toBe(24 * GIB);
    expect(large.reason?.neededBytes).toBeGreaterThan(100 * GIB);
  });

  test('cards count together, and LoRA needs less than full tuning', () => {
    expect(ability('qwen2-7b', 'tune-full', [eightCards]).runnable).toBe(true);
    expect(ability('qwen2-72b', 'tune-full', [eightCards]).reason?.code).toBe('memory');
    expect(ability('qwen2-72b', 'tune-lora', [eightCards]).runnable).toBe(true);
  });

  test('the best cluster answers', () => {
    expect(ability('qwen2-7b', 'tune-full', [laptop, eightCards]).runnable).toBe(true);
    expect(ability('qwen2-7b', 'tune-full', [eightCards, laptop]).runnable).toBe(true);
  });

  test('quantised templates can only be deployed, and SmoothQuant ones not be created', () => {
    expect(ability('llama2-7b-awq', 'tune-lora', [eightCards])).toMatchObject({
      supported: false,
      reason: { code: 'quantised-only-deploys' },
    });
    expect(ability('llama2-7b-awq', 'deploy', [eightCards]).supported).toBe(true);
    expect(ability('llama2-7b-awq', 'create', [eightCards]).runnable).toBe(true);
    expect(ability('llama2-7b-sq', 'create', [eightCards]).reason?.code).toBe('only-from-compression');
  });

  test('compression runs where it fits, by the methods that the table allows', () => {
    expect(ability('studio-mini-3m', 'compress-awq-w4a16', [laptop]).runnable).toBe(true);
    expect(ability('llama2-13b', 'compress-smoothquant-w8a8', [laptop]).reason?.code).toBe('memory');
    expect(ability('llama2-13b', 'compress-smoothquant-w8a8', [eightCards]).runnable).toBe(true);
  });

  test('what the tables do not list is not offered', () => {
    expect(ability('yi-34b', 'tune-full', [eightCards])).toMatchObject({
      supported: false,
      runnable: false,
      reason: { code: 'not-supported' },
    });
  });

  test('structures that are code beside the weights are told, whatever the memory', () => {
    for (const slug of ['qwen-7b', 'chatglm3-6b', 'baichuan2-13b'])
      expect(ability(slug, 'tune-lora', [eightCards])).toMatchObject({
        supported: true,
        runnable: false,
        reason: { code: 'needs-own-code' },
      });
  });

  test('no cluster, no engine and an engine under way are told apart', () => {
    expect(ability('qwen2-0.5b', 'tune-full', []).reason?.code).toBe('no-cluster');
    expect(ability('qwen2-0.5b', 'deploy', [laptop]).runnable).toBe(true);
    const old: ClusterInfo = { ...laptop, kinds: ['tune'] };
    expect(ability('qwen2-0.5b', 'deploy', [old]).reason?.code).toBe('no-engine');
    const serving = {
      name: 'serve',
      state: 'installing',
      step: 'vllm',
      progress: 0.4,
      message: null,
    } as const;
    expect(ability('qwen2-0.5b', 'deploy', [{ ...laptop, engine: [serving] }])).toMatchObject({
      runnable: true,
      reason: { code: 'engine-installing' },
    });
    const installing: ClusterInfo = {
      ...laptop,
      engine: [{ name: 'train', state: 'installing', step: 'torch', progress: 0.4, message: null }],
    };
    expect(ability('qwen2-0.5b', 'tune-full', [installing])).toMatchObject({
      runnable: true,
      reason: { code: 'engine-installing' },
    });
    expect(ability('qwen2-0.5b', 'tune-full', [installing, laptop]).reason).toBeNull();
  });

  test('weights that are not here are said so', () => {
    expect(ability('qwen2-7b', 'create', [laptop]).reason?.code).toBe('own-weights-needed');
    expect(ability('qwen2-7b', 'create', [laptop], true).reason).toBeNull();
  });
});
