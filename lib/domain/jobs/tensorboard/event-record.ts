/** CRC-32C (Castagnoli), as TFRecord wants it. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc >>> 0;
});

export function crc32c(data: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

const masked = (data: Uint8Array): number => {
  const crc = crc32c(data);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
};

function record(data: Buffer): Buffer {
  const out = Buffer.alloc(12 + data.length + 4);
  out.writeBigUInt64LE(BigInt(data.length), 0);
  out.writeUInt32LE(masked(out.subarray(0, 8)), 8);
  data.copy(out, 12);
  out.writeUInt32LE(masked(data), 12 + data.length);
  return out;
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = BigInt(value);
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Buffer.from(bytes);
}

/** A length-delimited protobuf field. */
const field = (number: number, data: Buffer): Buffer =>
  Buffer.concat([varint((number << 3) | 2), varint(data.length), data]);

function double(number: number, value: number): Buffer {
  const out = Buffer.alloc(9);
  out[0] = (number << 3) | 1;
  out.writeDoubleLE(value, 1);
  return out;
}

function float(number: number, value: number): Buffer {
  const out = Buffer.alloc(5);
  out[0] = (number << 3) | 5;
  out.writeFloatLE(value, 1);
  return out;
}

/** The first record of every event file. */
export const versionRecord = (seconds: number): Buffer =>
  record(Buffer.concat([double(1, seconds), field(3, Buffer.from('brain.Event:2'))]));

/** One point of one curve: Event {wall_time, step, summary {value {tag, simple_value}}}. */
export function scalarRecord(point: { tag: string; step: number; seconds: number; value: number }): Buffer {
  const value = Buffer.concat([field(1, Buffer.from(point.tag)), float(2, point.value)]);
  return record(
    Buffer.concat([
      double(1, point.seconds),
      varint((2 << 3) | 0),
      varint(point.step),
      field(5, field(1, value)),
    ]),
  );
}
