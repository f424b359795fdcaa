/** What a call has set aside of its limits. */
export type Reservation = {
  /** Puts what was really spent in its place; further calls do nothing. */
  settle: (tokens: number) => void;
};
