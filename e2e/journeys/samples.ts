const SUBJECTS = ['球队', '银行', '芯片', '医院', '学校', '电影'];
const LABELS = ['体育', '财经', '科技', '健康', '教育', '娱乐'];

/** `count` small conversations as MOSS jsonl. */
export function mossJsonl(count: number): Buffer {
  const lines = Array.from({ length: count }, (_, at) =>
    JSON.stringify({
      conversation_id: at + 1,
      chat: {
        turn_1: {
          Human: `给标题分类：${SUBJECTS[at % SUBJECTS.length]}公布第${at + 1}号消息`,
          MOSS: LABELS[at % LABELS.length],
        },
      },
    }),
  );
  return Buffer.from(lines.join('\n'));
}

/** A name that no other test of this run uses. */
export const unique = (stem: string): string => `${stem}-${Math.random().toString(36).slice(2, 8)}`;
