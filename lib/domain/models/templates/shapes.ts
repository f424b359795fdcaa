import type { ConfigFields, Expected } from './template.ts';

const of =
  (architecture: string, modelType: string) =>
  (
    hidden: number,
    layers: number,
    heads: number,
    rest: { keyValueHeads?: number; intermediate?: number } = {},
  ): Expected => {
    const config: ConfigFields = {
      hidden_size: hidden,
      num_hidden_layers: layers,
      num_attention_heads: heads,
    };
    if (rest.keyValueHeads) config.num_key_value_heads = rest.keyValueHeads;
    if (rest.intermediate) config.intermediate_size = rest.intermediate;
    return { architecture, modelType, config };
  };

export const llama = of('LlamaForCausalLM', 'llama');
export const qwen = of('QWenLMHeadModel', 'qwen');
export const qwen2 = of('Qwen2ForCausalLM', 'qwen2');
export const qwen2Vl = of('Qwen2VLForConditionalGeneration', 'qwen2_vl');
export const baichuan = of('BaichuanForCausalLM', 'baichuan');
export const deepseekV3 = of('DeepseekV3ForCausalLM', 'deepseek_v3');

/** ChatGLM names its layers `num_layers`; its architecture's name differs between published revisions. */
export const chatglm = (layers: number, paddedVocabulary: number): Expected => ({
  architecture: null,
  modelType: 'chatglm',
  config: { hidden_size: 4096, num_layers: layers, padded_vocab_size: paddedVocabulary },
});
