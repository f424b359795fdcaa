import { describe, expect, it } from 'vitest';
import { findFiles } from './find-files.ts';

describe('files of a data set, as the hub lays them out', () => {
  it('are found by subset and part, all pieces in order', () => {
    const paths = [
      'README.md',
      'ARC-Easy/test-00001-of-00002.parquet',
      'ARC-Easy/test-00000-of-00002.parquet',
      'ARC-Easy/train-00000-of-00001.parquet',
      'ARC-Challenge/test-00000-of-00001.parquet',
    ];
    expect(findFiles(paths, 'ARC-Easy', ['test', 'train'])).toEqual({
      format: 'parquet',
      files: {
        test: ['ARC-Easy/test-00000-of-00002.parquet', 'ARC-Easy/test-00001-of-00002.parquet'],
        train: ['ARC-Easy/train-00000-of-00001.parquet'],
      },
    });
    expect(findFiles(paths, 'ARC-Challenge', ['test', 'train'])).toBeNull();
    expect(findFiles(paths, null, ['test'])).toBeNull();
  });

  it('lie at the top, in data/, or in a folder of the part', () => {
    const flat = ['data/validation-00000-of-00001.parquet', 'dataset_infos.json', 'data/train.csv'];
    expect(findFiles(flat, null, ['validation'])?.files).toEqual({ validation: [flat[0]] });
    expect(findFiles(flat, null, ['validation', 'train'])).toBeNull();
    expect(findFiles(flat, null, ['train'])).toEqual({ format: 'csv', files: { train: ['data/train.csv'] } });
    const converted = ['main/test/0001.parquet', 'main/test/0000.parquet'];
    expect(findFiles(converted, 'main', ['test'])?.files.test).toEqual(converted.toReversed());
    expect(findFiles(['main/test.jsonl'], 'main', ['test'])?.format).toBe('json');
  });

  it('have parts of other names only where those mean the same', () => {
    const paths = ['accountant/val.csv', 'accountant/dev.csv'];
    expect(findFiles(paths, 'accountant', ['validation'])?.files.validation).toEqual(['accountant/val.csv']);
    expect(findFiles(['accountant/dev.csv'], 'accountant', ['val'])).toBeNull();
    expect(findFiles(['test-labels.csv', 'my-test.csv'], null, ['test'])).toBeNull();
  });
});
