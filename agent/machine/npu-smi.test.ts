import { expect, test } from 'vitest';
import { parseNpuSmi } from './npu-smi.ts';

const GIB = 1024 ** 3;
const A2 = `
+------------------------------------------------------------------------------------------------+
| npu-smi 24.1.rc3                 Version: 24.1.rc3                                             |
+---------------------------+---------------+----------------------------------------------------+
| NPU   Name                | Health        | Power(W)    Temp(C)           Hugepages-Usage(page)|
| Chip                      | Bus-Id        | AICore(%)   Memory-Usage(MB)  HBM-Usage(MB)        |
+===========================+===============+====================================================+
| 0     910B3               | OK            | 93.7        41                0    / 0             |
| 0                         | 0000:C1:00.0  | 37          0    / 0          61440/ 65536         |
+===========================+===============+====================================================+
| 1     910B3               | Warning       | 90.1        39                0    / 0             |
| 0                         | 0000:C2:00.0  | 0           0    / 0          3347 / 65536         |
+===========================+===============+====================================================+
+---------------------------+---------------+----------------------------------------------------+
| NPU     Chip              | Process id    | Process name             | Process memory(MB)      |
+===========================+===============+====================================================+
| 0       0                 | 12345         | python                   | 58093                   |
+===========================+===============+====================================================+
`;
const NARROW_310P = `
+--------------------------------------------------------------------------------------+
| npu-smi 23.0.0                       Version: 23.0.0                                 |
+-------------------+-----------------+------------------------------------------------+
| NPU     Name      | Health          | Power(W)     Temp(C)           Hugepages-Usage |
| Chip    Device    | Bus-Id          | AICore(%)    Memory-Usage(MB)                  |
+===================+=================+================================================+
| 8       310P3     | Alarm           | NA           55                0     / 0       |
| 0       0         | 0000:81:00.0    | 12           1693/21527                        |
+-------------------+-----------------+------------------------------------------------+
| 8       310P3     | OK              | NA           54                0     / 0       |
| 1       1         | 0000:81:00.0    | 0            1480 /21534                       |
+===================+=================+================================================+
`;
const WIDE_A3 = `
|  npu-smi   25.2.0                                    Version:   25.2.0                                      |
| NPU   Name                     | Health                  | Power(W)    Temp(C)           Hugepages-Usage(page)|
| Chip  Phy-ID                   | Bus-Id                  | AICore(%)   Memory-Usage(MB)  HBM-Usage(MB)        |
| 0     Ascend910                | OK                      | 178.2       36                0    / 0             |
| 0     0                        | 0000:9D:00.0            | 0           0    / 0          3126 / 65536         |
| 0     Ascend910                | Offline                 | -           35                0    / 0             |
| 1     1                        | 0000:9F:00.0            | 99          0    / 0          65000/65536          |
`;

test('a training server: names, health, HBM, and no process row taken for a chip', () => {
  const { driverVersion, cards } = parseNpuSmi(A2);
  expect(driverVersion).toBe('24.1.rc3');
  expect(cards).toHaveLength(2);
  expect(cards[0]).toEqual({
    id: 'npu-0-0',
    index: 0,
    name: '910B3',
    health: 'healthy',
    memoryBytes: 64 * GIB,
    memoryBytesUsed: 60 * GIB,
    utilisationPercent: 37,
    temperatureCelsius: 41,
    powerWatts: 93.7,
  });
  expect(cards[1]).toMatchObject({ id: 'npu-1-0', health: 'warning', index: 1 });
});

test('a narrow inference card without HBM shows its memory, glued slashes and a missing power', () => {
  const { cards } = parseNpuSmi(NARROW_310P);
  expect(cards.map((card) => card.id)).toEqual(['npu-8-0', 'npu-8-1']);
  expect(cards[0]).toMatchObject({ health: 'unhealthy', powerWatts: null, utilisationPercent: 12 });
  expect(cards[0]?.memoryBytes).toBe(21_527 * 1024 * 1024);
  expect(cards[1]?.memoryBytesUsed).toBe(1480 * 1024 * 1024);
});

test('two chips a board in a wide table; an unknown word for health stays unknown', () => {
  const { driverVersion, cards } = parseNpuSmi(WIDE_A3);
  expect(driverVersion).toBe('25.2.0');
  expect(cards.map((card) => [card.id, card.index, card.health])).toEqual([
    ['npu-0-0', 0, 'healthy'],
    ['npu-0-1', 1, 'unknown'],
  ]);
  expect(cards[1]).toMatchObject({ utilisationPercent: 99, powerWatts: null, temperatureCelsius: 35 });
});

test('no table is no cards', () => {
  expect(parseNpuSmi('dcmi module initialize failed. ret is -8005')).toEqual({
    driverVersion: null,
    cards: [],
  });
});
