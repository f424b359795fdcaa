import type { DatasetFormat } from '#lib/contracts/datasets.ts';

/** Files in `public/` that can be imported as they are. */
export const EXAMPLES: Record<DatasetFormat, string> = {
  'moss-jsonl': '/examples/datasets/simple_moss.jsonl',
  'instruction-jsonl': '/examples/datasets/instruction.jsonl',
  'instruction-json': '/examples/datasets/instruction.json',
  'conversation-csv': '/examples/datasets/conversation.csv',
  'conversation-xlsx': '/examples/datasets/conversation.xlsx',
};
