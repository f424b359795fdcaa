/** Waits until a check answers something true; fails with the last answer after `seconds`. */
export async function until<T>(check: () => Promise<T | null | undefined | false>, seconds = 90): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await check();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`still not so after ${seconds} s: ${check}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
