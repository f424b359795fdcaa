/** UTF-8 bytes of a prompt for a token: 0.75 tokens for a Chinese character, 0.25 for a Latin letter. */
const BYTES_PER_TOKEN = 4;
const WEIGHT_OF_NEWEST = 0.1;
const LEAST_FACTOR = 0.25;
const LARGEST_FACTOR = 4;

/** Guesses tokens of prompts before the engine counts them; learns the model's own ratio from what it counted. */
export class TokenEstimate {
  #factor = 1;

  of(bytes: number): number {
    return Math.ceil((bytes / BYTES_PER_TOKEN) * this.#factor) + 1;
  }

  learn(bytes: number, tokens: number): void {
    if (bytes <= 0 || tokens <= 0) return;
    const seen = (tokens * BYTES_PER_TOKEN) / bytes;
    const next = this.#factor + (seen - this.#factor) * WEIGHT_OF_NEWEST;
    this.#factor = Math.min(LARGEST_FACTOR, Math.max(LEAST_FACTOR, next));
  }
}
