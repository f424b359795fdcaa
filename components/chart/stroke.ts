/** Eight colours that stay apart for colour-blind eyes, each with its own dash, so that colour is never alone. */
const DASHES = ['', '7 3', '2 2.5', '10 3 2 3', '5 2 1 2 1 2', '12 4', '1 3', '8 2 2 2 2 2'] as const;

export interface Stroke {
  color: string;
  dash: string;
}

/** The look of series number `index`; from the ninth on, colours and dashes pair differently. */
export function strokeOf(index: number): Stroke {
  const round = Math.floor(index / 8);
  return {
    color: `var(--chart-${(index % 8) + 1})`,
    dash: DASHES[(index + round * 3) % DASHES.length] ?? '',
  };
}
