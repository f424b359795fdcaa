/** Tokens that a chat template puts around each message: its marks, the role and the line ends. */
const PER_MESSAGE = 5;

/**
 * Tokens of a text, estimated by kinds of characters: a Chinese, Japanese or Korean character 0.65, a run of letters one
 * for every 4.5 (rounded up), a digit 1, a mark 0.8, a line end 0.5, other blanks 0. The weights lie between what the
 * tokenizers of Qwen2, Llama 3 and GLM-4 give on mixed text; single texts may differ by a third.
 */
export function estimateTokens(text: string): number {
  let tokens = 0;
  let letters = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0xc0 && code < 0x2e80)) {
      letters++;
      continue;
    }
    if (letters > 0) {
      tokens += Math.ceil(letters / 4.5);
      letters = 0;
    }
    if (code >= 0x3040 && code <= 0x9fff) tokens += 0.65;
    else if (code >= 0xac00 && code <= 0xd7a3) tokens += 0.65;
    else if (code >= 0x30 && code <= 0x39) tokens += 1;
    else if (code === 0x0a) tokens += 0.5;
    else if (code > 0x20) tokens += 0.8;
  }
  if (letters > 0) tokens += Math.ceil(letters / 4.5);
  return tokens;
}

export const estimateSampleTokens = (messages: readonly { content: string }[]): number => {
  let tokens = PER_MESSAGE * messages.length;
  for (const { content } of messages) tokens += estimateTokens(content);
  return Math.ceil(tokens);
};
