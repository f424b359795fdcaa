import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeServer, readJson } from '#lib/platform/http-server.ts';

const RICH = `公式 $e^{x}$ 与 \\(a^2\\)：

\`\`\`python
def softmax(x):
    return x
\`\`\`

| 列 | 值 |
|---|---|
| 一 | <img src=x onerror=alert(1)><script>alert(1)</script> |
`;

/** Answers chat completions on a port, by what is asked: an echo, slow counting, a text with everything, a refusal. */
export async function startSpeaker(port: number): Promise<{ close: () => Promise<void> }> {
  const asked = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const { messages } = (await readJson(request, 1_000_000)) as { messages: { content: string }[] };
    const question = messages.at(-1)?.content ?? '';
    const times = (asked.get(question) ?? 0) + 1;
    asked.set(question, times);
    if (question.includes('限流')) return refuse(response);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const pieces = question.includes('慢慢数')
      ? Array.from({ length: 600 }, (_, at) => `数 ${at + 1}，`)
      : question.includes('排版')
        ? RICH.match(/[\s\S]{1,7}/g)
        : [`回声 ${times}：`, question];
    for (const content of pieces ?? []) {
      if (response.destroyed) return;
      send(response, { choices: [{ index: 0, delta: { content }, finish_reason: null }] });
      await sleep(question.includes('慢慢数') ? 100 : 20);
    }
    send(response, { choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
    send(response, { choices: [], usage: { prompt_tokens: 5, completion_tokens: pieces?.length ?? 0 } });
    response.end('data: [DONE]\n\n');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    close: async () => {
      server.closeAllConnections();
      await closeServer(server);
    },
  };
}

const send = (response: ServerResponse, chunk: object) =>
  response.write(`data: ${JSON.stringify(chunk)}\n\n`);

function refuse(response: ServerResponse): void {
  const error = { code: '700001', type: 'AK_RPM_RATELIMITING', message: 'Too many requests a minute.' };
  response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '30' });
  response.end(JSON.stringify({ error }));
}
