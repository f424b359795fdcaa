import type { Localised, Quantisation, Scenario, SizeClass, TemplateType } from '#lib/contracts/templates.ts';

export type TuneMethod = 'full' | 'lora';
export type CompressMethod = 'smoothquant-w8a8' | 'awq-w4a16';
export type ConfigFields = Record<string, string | number | boolean>;

/** What the weight check compares a folder with; null skips that comparison. */
export type Expected = { architecture: string | null; modelType: string | null; config: ConfigFields };

/** A card of the model square: what is known of a model before there are any weights. */
export type Template = {
  /** Lower-case name; stands in addresses and in `model.template`. */
  slug: string;
  name: string;
  series: string;
  type: TemplateType;
  scenarios: readonly Scenario[];
  languages: readonly ('zh' | 'en')[];
  /** Billions of parameters; null when the weights decide it. */
  sizeBillion: number | null;
  sizeClass: SizeClass;
  /** Tokens of a request and its answer together; null when the weights decide it. */
  contextLength: number | null;
  quantisation: Quantisation;
  builtIn: boolean;
  /** Its publisher's terms leave no room for weights that the platform hands out. */
  ownWeightsOnly: boolean;
  /** SmoothQuant weights come out of a compression job, never from a folder. */
  onlyFromCompression: boolean;
  supports: {
    tune: readonly TuneMethod[];
    compress: readonly CompressMethod[];
    evaluate: boolean;
    deploy: boolean;
  };
  expected: Expected;
  summary: Localised;
  introduction: Localised;
  useCases: readonly Localised[];
  weightsNote: Localised | null;
};

/** One series: what its members share. */
export type Series = {
  series: string;
  /** Key in spec/facts/model-families.json; null: `scenarios` and `languages` are given here. */
  family: string | null;
  introduction: Localised;
  ownWeightsOnly?: boolean;
  members: readonly Member[];
};
export type Member = {
  name: string;
  sizeBillion: number;
  expected: Expected;
  /** Said after the series' introduction. */
  remark?: Localised;
  weightsNote?: Localised;
};
