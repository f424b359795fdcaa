const WORDS =
  '模型 数据 训练 结果 问题 回答 方法 比较 文件 版本 任务 集群 卡 内存 速度 学习率 样本 评估 部署 服务 客户 订单 物流 退款 发票 天气 城市 路线 时间 价格 a the model data token answer because however 3 7 42 100 ， 。 、'.split(
    ' ',
  );

/** Marsaglia's xorshift: the same numbers on every machine. */
function dice(seed: number): (most: number) => number {
  let state = seed >>> 0 || 1;
  return (most) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % most;
  };
}

const MOST_TURNS = 4;
/** Made once and drawn from: the numbers in the questions tell samples apart. */
const SENTENCES = 4096;
const LINES_A_PIECE = 200;
/** Room for a last line that fills up to the very byte. */
const LAST_BYTES = 200_000;

/** MOSS jsonl of exactly `bytes` bytes: 1 to 4 turns of seeded words, no two samples alike. */
export function* conversationLines(bytes: number, seed: number): Generator<Buffer> {
  const roll = dice(seed);
  const sentences = (least: number, most: number): string[] =>
    Array.from({ length: SENTENCES }, () => {
      let text = '';
      for (let left = least + roll(most - least); left > 0; left--) text += WORDS[roll(WORDS.length)];
      return text;
    });
  const [questions, answers] = [sentences(4, 20), sentences(8, 60)];
  const line = (id: number): string => {
    const turns: Record<string, { Human: string; MOSS: string }> = {};
    for (let turn = 1 + roll(MOST_TURNS); turn > 0; turn--)
      turns[`turn_${Object.keys(turns).length + 1}`] = {
        Human: `${id}：${questions[roll(SENTENCES)]}？`,
        MOSS: `${answers[roll(SENTENCES)]}。`,
      };
    return `${JSON.stringify({ conversation_id: id, chat: turns })}\n`;
  };
  let [written, id] = [0, 0];
  while (bytes - written > LAST_BYTES) {
    let piece = '';
    for (let at = 0; at < LINES_A_PIECE; at++) piece += line(++id);
    const buffer = Buffer.from(piece);
    if (written + buffer.length > bytes - 1000) break;
    written += buffer.length;
    yield buffer;
  }
  const frame = (fill: string) =>
    Buffer.from(
      `${JSON.stringify({ conversation_id: id + 1, chat: { turn_1: { Human: 'last', MOSS: `end${fill}` } } })}\n`,
    );
  yield frame('.'.repeat(bytes - written - frame('').length));
}

/** The same bytes in buffers of `size`, the last one smaller. */
export function* inParts(pieces: Iterable<Buffer>, size: number): Generator<Buffer> {
  let [held, length]: [Buffer[], number] = [[], 0];
  for (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    while (length >= size) {
      const whole = Buffer.concat(held);
      yield whole.subarray(0, size);
      held = [whole.subarray(size)];
      length = whole.length - size;
    }
  }
  if (length > 0) yield Buffer.concat(held);
}
