/** What a call asks of one limit. */
export type Need = {
  /** Of the window, the same in every gateway. */
  name: string;
  limit: number;
  /** null: for ever (a trial); `base` of it is spent according to what the controller knows. */
  windowMs: number | null;
  base: number;
  amount: number;
  /** Also good, when `amount` is no longer left. */
  least: number;
  /** Set aside until the call ends and then replaced by what it spent; else spent at once. */
  held: boolean;
};

export type Verdict =
  /** `granted` and `left` by need; `shared`: reserved among all gateways. */
  | { ok: true; granted: number[]; left: number[]; shared: boolean }
  /** `waitMs`: when the same call would pass; null: never. */
  | { ok: false; refused: number; waitMs: number | null; left: number };

export type Ledger = {
  /** All or nothing. */
  reserve: (needs: readonly Need[]) => Verdict | Promise<Verdict>;
  /** Gives back what is held and books `spent`, by need. */
  settle: (
    needs: readonly Need[],
    granted: readonly number[],
    spent: readonly number[],
    shared: boolean,
  ) => void;
};
