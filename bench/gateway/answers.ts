/** What the fast upstream says, and what every caller must get. */
const WORDS =
  'A model that was tuned this morning answers here through a gateway that counts each word.'.split(' ');
const head = { id: 'chatcmpl-7f2', object: 'chat.completion.chunk', created: 1_795_000_000, model: 'bench' };
const usage = { prompt_tokens: 24, total_tokens: 24 + WORDS.length, completion_tokens: WORDS.length };
const event = (delta: object, reason: string | null = null) =>
  `data: ${JSON.stringify({ ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }] })}\n\n`;

export const WHOLE_ANSWER = JSON.stringify({
  id: 'chatcmpl-7f2',
  object: 'chat.completion',
  created: 1_795_000_000,
  model: 'bench',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: WORDS.join(' '), tool_calls: [] },
      logprobs: null,
      finish_reason: 'stop',
      stop_reason: null,
    },
  ],
  usage,
});
export const STREAM_EVENTS = [
  event({ role: 'assistant', content: '' }),
  ...WORDS.map((word, i) => event({ content: i === 0 ? word : ` ${word}` })),
  event({ content: '' }, 'stop'),
  `data: ${JSON.stringify({ ...head, choices: [], usage })}\n\n`,
  'data: [DONE]\n\n',
];
export const EVENTS = STREAM_EVENTS.length;

export const MODES = ['whole', 'split', 'together'] as const;
export type Mode = (typeof MODES)[number];
export const requestBody = (mode: Mode | 'slow', more: object = {}): string =>
  JSON.stringify({
    model: 'bench',
    messages: [
      { role: 'system', content: 'You are a helpful assistant.' },
      { role: 'user', content: 'Say in one sentence who answers here.' },
    ],
    max_tokens: 64,
    temperature: 0.7,
    user: mode,
    // Asked for by the caller, so that each gateway passes the same bytes on.
    ...(mode === 'whole' ? {} : { stream: true, stream_options: { include_usage: true } }),
    ...more,
  });

/** Parts that an answer must hold, whatever the gateway changes around them. */
export function isRight(mode: Mode | 'slow', body: string): boolean {
  if (mode === 'whole')
    return body.includes(JSON.stringify(WORDS.join(' '))) && body.includes('"total_tokens"');
  if (!body.includes('[DONE]')) return false;
  let from = 0;
  for (const word of WORDS) {
    const at = body.indexOf(`${word}"`, from);
    if (at === -1) return false;
    from = at;
  }
  return true;
}
