/** What the tree needs of a message; see ChatMessage. Ids sort by age. */
export type Node = { id: string; role: 'user' | 'assistant'; parents: readonly string[]; lane: number };

/** One question on the way, with the answers shown under it. */
export type Turn<N extends Node> = {
  question: N;
  /** Questions that follow the same answers, oldest first; this one among them. */
  siblings: readonly string[];
  /** Shown, by column. */
  answers: readonly N[];
  /** Answers of each column, oldest first. */
  attempts: ReadonlyMap<number, readonly string[]>;
};

const keyOf = (ids: readonly string[]): string => [...ids].sort().join(' ');
const byAge = (a: Node, b: Node): number => (a.id < b.id ? -1 : 1);
const byLane = (a: Node, b: Node): number => a.lane - b.lane;

/** A conversation's messages, arranged so that ways through it are found. */
export class ChatTree<N extends Node> {
  readonly #byId = new Map<string, N>();
  readonly #questions = new Map<string, N[]>();
  readonly #answers = new Map<string, N[]>();

  constructor(messages: readonly N[]) {
    for (const message of [...messages].sort(byAge)) {
      this.#byId.set(message.id, message);
      const groups = message.role === 'user' ? this.#questions : this.#answers;
      const key = keyOf(message.parents);
      const group = groups.get(key);
      if (group) group.push(message);
      else groups.set(key, [message]);
    }
  }

  get(id: string): N | undefined {
    return this.#byId.get(id);
  }

  /** From the beginning to the turn that `head` (answers of one question, or a question) ends with. */
  way(head: readonly string[]): Turn<N>[] {
    const turns: Turn<N>[] = [];
    let shown = this.#nodes(head);
    while (shown.length > 0) {
      const first = shown[0];
      const question = first?.role === 'user' ? first : this.#byId.get(first?.parents[0] ?? '');
      if (!question || turns.some((turn) => turn.question.id === question.id)) break;
      turns.unshift(
        this.#turn(
          question,
          shown.filter((node) => node.role === 'assistant'),
        ),
      );
      shown = this.#nodes(question.parents);
    }
    return turns;
  }

  /** The newest way on from these answers, or from this question: the head that it ends with. */
  newest(from: readonly string[]): string[] {
    let head = [...from];
    for (;;) {
      const [first] = this.#nodes(head);
      if (first?.role === 'user') {
        const latest = [...this.#attempts(first.id).values()].flatMap((ids) => ids.at(-1) ?? []);
        if (latest.length === 0) return head;
        head = latest;
      }
      const next = this.#questions.get(keyOf(head))?.at(-1);
      if (!next) return head;
      head = [next.id];
    }
  }

  /** The head that shows this message: itself, what came before it, and the newest of what follows. */
  showing(id: string): string[] {
    const message = this.#byId.get(id);
    if (!message) return [];
    if (message.role === 'user') return this.newest([id]);
    const question = message.parents[0] ?? '';
    const others = this.#followed(id) ?? this.#latest(question).filter((node) => node.lane !== message.lane);
    const set = [...others.filter((node) => node.id !== id), message].sort(byLane);
    return this.newest(set.map((node) => node.id));
  }

  /** What is said to a column up to and with `question`; turns that it did not answer are left out. */
  history(question: string, lane: number): { question: N; answer: N | null }[] {
    const node = this.#byId.get(question);
    if (node?.role !== 'user') return [];
    const before = this.way(node.parents).map((turn) => ({
      question: turn.question,
      answer: turn.answers.find((answer) => answer.lane === lane) ?? turn.answers[0] ?? null,
    }));
    return [...before, { question: node, answer: null }];
  }

  #turn(question: N, answers: readonly N[]): Turn<N> {
    const siblings = this.#questions.get(keyOf(question.parents)) ?? [];
    return {
      question,
      siblings: siblings.map((node) => node.id),
      answers: [...answers].sort(byLane),
      attempts: this.#attempts(question.id),
    };
  }

  #attempts(question: string): Map<number, string[]> {
    const attempts = new Map<number, string[]>();
    for (const answer of [...(this.#answers.get(question) ?? [])].sort(byLane))
      attempts.set(answer.lane, [...(attempts.get(answer.lane) ?? []), answer.id]);
    return attempts;
  }

  #latest(question: string): N[] {
    return this.#nodes([...this.#attempts(question).values()].flatMap((ids) => ids.at(-1) ?? []));
  }

  /** The answers beside `id` that the newest question after it follows. */
  #followed(id: string): N[] | null {
    let newest: N | undefined;
    for (const group of this.#questions.values())
      for (const node of group)
        if (node.parents.includes(id) && (!newest || node.id > newest.id)) newest = node;
    return newest ? this.#nodes(newest.parents) : null;
  }

  #nodes(ids: readonly string[]): N[] {
    return ids.flatMap((id) => this.#byId.get(id) ?? []);
  }
}
