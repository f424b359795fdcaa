import { describe, expect, it } from 'vitest';
import { flavorsOf } from '#lib/domain/clusters/flavors.ts';
import { priceOf, stepsOf, timeByMeasure, timeByTable } from './estimate.ts';
import { epochsFor, recommendHyperparameters } from './recommend-hyperparameters.ts';
import { CPU_INFO, NPU_INFO } from './testing/tuning-scene.ts';

describe('estimates', () => {
  it('follows the published example: 3,200 samples, two epochs, 200 iterations', () => {
    const settings = { iterations: 0, epochs: 2, batchSize: 32, validationFraction: 0 };
    expect(stepsOf(settings, 3200)).toEqual({ steps: 200, epochs: 2 });
    expect(stepsOf({ ...settings, iterations: 50 }, 3200)).toEqual({ steps: 50, epochs: 0.5 });
    expect(stepsOf({ ...settings, validationFraction: 0.5 }, 3200)).toEqual({ steps: 100, epochs: 2 });
  });

  it('uses the table formula for known models on cards, and only there', () => {
    const run = { steps: 1000, batchSize: 32, cards: 2, instances: 1 };
    const time = timeByTable('Llama2-7B', 'full', run);
    expect(time?.lowerSeconds).toBeCloseTo((36 * 1000 * 3600) / (2 * 4200));
    expect(time?.upperSeconds).toBeCloseTo((36 * 1000 * 3600) / (2 * 3100));
    expect(timeByTable('Llama2-7B', 'full', { ...run, cards: 0 })).toBeNull();
    expect(timeByTable('Studio-Mini-3M', 'full', run)).toBeNull();
    expect(timeByTable('Llama2-7B', 'lora', run)?.tokensPerSecond).toEqual([3500, 4700]);
  });

  it('scales a measurement with steps and batch', () => {
    const measured = { tokensPerSecond: 7000, secondsPerStep: 0.5, batchSize: 32 };
    const time = timeByMeasure(measured, { steps: 100, batchSize: 64 });
    expect(time.lowerSeconds).toBeLessThan(100);
    expect(time.upperSeconds).toBeGreaterThan(100);
  });

  it('names flavors as users know them, with the listed prices', () => {
    const cores = flavorsOf(CPU_INFO, null);
    expect(cores.map((flavor) => flavor.id)).toEqual(['cpu-1', 'cpu-2', 'cpu-4']);
    for (const flavor of cores) expect(flavor.name).toMatch(/^CPU: \d cores? \(\d+GB\)$/);
    const cards = flavorsOf(NPU_INFO, null);
    expect(cards.map((flavor) => [flavor.name, flavor.fenPerHour])).toEqual([
      ['Ascend: 1*ascend-snt9b2(64GB)', 4129],
      ['Ascend: 2*ascend-snt9b2(64GB)', 8258],
      ['Ascend: 4*ascend-snt9b2(64GB)', 16516],
      ['Ascend: 8*ascend-snt9b2(64GB)', 33030],
    ]);
    expect(cards.map(({ cardType, cardMemoryBytes }) => [cardType, cardMemoryBytes])).toEqual(
      cards.map(() => ['ascend-snt9b2', 64 * 1024 ** 3]),
    );
    const [one] = cards;
    if (!one) throw new Error('no flavor');
    expect(priceOf(one, 2, { lowerSeconds: 1800, upperSeconds: 3600 })).toEqual({
      fenPerHour: 8258,
      lowerFen: 4129,
      upperFen: 8258,
    });
  });

  it('recommends by the size of model and dataset', () => {
    expect([epochsFor(300), epochsFor(3000), epochsFor(30_000)]).toEqual([6, 3, 1.5]);
    const large = { parameters: 7e9, contextLength: 4096 };
    expect(recommendHyperparameters(large, null, 'full')).toMatchObject({
      iterations: 1000,
      learningRate: 2e-5,
    });
    const data = { samples: 3200, longestTokens: 60 };
    expect(recommendHyperparameters(large, data, 'full')).toMatchObject({ iterations: 300, maxLength: 128 });
    expect(recommendHyperparameters({ parameters: 3.3e6, contextLength: 100 }, data, 'lora')).toMatchObject({
      learningRate: 2e-3,
      maxLength: 100,
    });
  });
});
