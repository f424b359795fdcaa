/** This gateway lives; those that were not heard of for so many ms do not. KEYS: the set of gateways. */
export const BEAT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - tonumber(ARGV[2]))
`;

/**
 * Reserves for all needs or for none. KEYS: one hash a need, then the set of gateways. ARGV: this gateway's name, then
 * per need limit, slot length in ms (0: for ever), amount, least, held, base. A hash holds `sum`, the
 * slots `s:N` that make it up, `from` (the oldest slot in it) and what every gateway has set aside, `h:GATEWAY`, or spent
 * for ever and not yet reported, `u:GATEWAY`; what a dead gateway left there counts no more.
 */
export const RESERVE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local me, slots = ARGV[1], 120
local count = #KEYS - 1
local alive = redis.call('ZRANGE', KEYS[#KEYS], 0, -1)
local granted, left = {}, {}
for i = 1, count do
  local at = 2 + (i - 1) * 6
  local limit, slot, amount, least = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  local base, key = tonumber(ARGV[at + 5]), KEYS[i]
  local spent = base
  if slot > 0 then
    local current = math.floor(now / slot)
    local sum = tonumber(redis.call('HGET', key, 'sum') or '0')
    local from = tonumber(redis.call('HGET', key, 'from') or current)
    if current - from > slots * 2 then
      for _, field in ipairs(redis.call('HKEYS', key)) do if string.sub(field, 1, 2) == 's:' then redis.call('HDEL', key, field) end end
      sum = 0
      from = current
    end
    while from < current - slots do
      local old = redis.call('HGET', key, 's:' .. from)
      if old then sum = sum - tonumber(old); redis.call('HDEL', key, 's:' .. from) end
      from = from + 1
    end
    redis.call('HSET', key, 'sum', sum, 'from', from)
    redis.call('PEXPIRE', key, 3600000)
    spent = sum
  end
  for _, name in ipairs(alive) do
    spent = spent + tonumber(redis.call('HGET', key, 'h:' .. name) or '0')
    if slot == 0 and name ~= me then spent = spent + tonumber(redis.call('HGET', key, 'u:' .. name) or '0') end
  end
  local free = limit - spent
  if free < least then return { 0, i - 1, tostring(math.max(0, free)) } end
  granted[i] = math.min(amount, math.max(least, free))
  left[i] = math.max(0, free - granted[i])
end
local answer = { 1 }
for i = 1, count do
  local at = 2 + (i - 1) * 6
  local slot, held, key = tonumber(ARGV[at + 1]), ARGV[at + 4], KEYS[i]
  if held == '1' then redis.call('HINCRBYFLOAT', key, 'h:' .. me, granted[i]); redis.call('PEXPIRE', key, 3600000)
  else
    redis.call('HINCRBYFLOAT', key, 's:' .. math.floor(now / slot), granted[i])
    redis.call('HINCRBYFLOAT', key, 'sum', granted[i])
  end
  answer[#answer + 1] = tostring(granted[i])
  answer[#answer + 1] = tostring(left[i])
end
return answer
`;

/** Gives back what is held and books what was spent. ARGV: this gateway's name, then per key slot length, granted, spent. */
export const SETTLE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local me = ARGV[1]
for i = 1, #KEYS do
  local at = 2 + (i - 1) * 3
  local slot, granted, spent, key = tonumber(ARGV[at]), tonumber(ARGV[at + 1]), tonumber(ARGV[at + 2]), KEYS[i]
  local held = tonumber(redis.call('HGET', key, 'h:' .. me) or '0')
  redis.call('HSET', key, 'h:' .. me, math.max(0, held - granted))
  if slot > 0 then
    local current = math.floor(now / slot)
    redis.call('HSETNX', key, 'from', current)
    redis.call('HINCRBYFLOAT', key, 's:' .. current, spent)
    redis.call('HINCRBYFLOAT', key, 'sum', spent)
  else redis.call('HINCRBYFLOAT', key, 'u:' .. me, spent) end
  redis.call('PEXPIRE', key, 3600000)
end
`;
