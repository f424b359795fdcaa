/** The first key that stands twice in one object of this valid JSON; null when none does. JSON.parse keeps only the last. */
export function keyTwice(json: string): string | null {
  const objects: (Set<string> | null)[] = [];
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 0x7b) objects.push(new Set());
    else if (code === 0x5b) objects.push(null);
    else if (code === 0x7d || code === 0x5d) objects.pop();
    else if (code === 0x22) {
      const end = closingQuote(json, at);
      let next = end + 1;
      while (json.charCodeAt(next) <= 0x20) next++;
      const keys = objects.at(-1);
      if (keys && json.charCodeAt(next) === 0x3a) {
        const raw = json.slice(at, end + 1);
        const key = raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
        if (keys.has(key)) return key;
        keys.add(key);
      }
      at = end;
    }
  }
  return null;
}

function closingQuote(json: string, open: number): number {
  for (let at = json.indexOf('"', open + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let slashes = 0;
    while (json.charCodeAt(at - 1 - slashes) === 0x5c) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return json.length;
}
