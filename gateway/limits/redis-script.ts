/** This gateway lives; those that were not heard of for so many ms do not. KEYS: the set of gateways. */
export const BEAT = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], 0, now - tonumber(ARGV[2]))
`;

/**
 * What the calls of one turn ask: first all that is to be given back, then every call's needs, all of one call or none.
 * KEYS: one hash a window, then the set of gateways. ARGV: this gateway's name; how many windows get something back, and
 * for each its place in KEYS, slot length in ms (0: for ever), granted and spent; how many calls ask, and for each how
 * many needs, and per need place in KEYS, slot length, limit, amount, least, held, base. A hash holds `sum`, the slots
 * `s:N` that make it up, `from` (the oldest slot in it) and what every gateway has set aside, `h:GATEWAY`, or spent for
 * ever and not yet reported, `u:GATEWAY`; what a dead gateway left there counts no more. Answers per call 1, what is
 * granted and what is left by need; or 0, the need that refuses and what is left.
 */
export const TURN = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local me, slots, at = ARGV[1], 120, 1
local alive = redis.call('ZRANGE', KEYS[#KEYS], 0, -1)
local windows, answer = {}, {}

local function take()
  at = at + 1
  return tonumber(ARGV[at])
end

local function forget(key, window)
  local stale = {}
  if window.current - window.from > slots * 2 then
    for _, field in ipairs(redis.call('HKEYS', key)) do
      if string.sub(field, 1, 2) == 's:' then stale[#stale + 1] = field end
    end
    window.sum, window.newest, window.from = 0, 0, window.current
  else
    while window.from < window.current - slots do
      stale[#stale + 1] = 's:' .. window.from
      window.from = window.from + 1
    end
    if #stale > 0 then
      for _, old in ipairs(redis.call('HMGET', key, unpack(stale))) do window.sum = window.sum - tonumber(old or 0) end
    end
  end
  if #stale > 0 then redis.call('HDEL', key, unpack(stale)) end
end

local function read(place, slot)
  local window = windows[place]
  if window then return window end
  local key = KEYS[place]
  local current = slot > 0 and math.floor(now / slot) or 0
  local fields = { 'sum', 'from', 's:' .. current, 'h:' .. me, 'u:' .. me }
  for _, name in ipairs(alive) do
    if name ~= me then
      fields[#fields + 1] = 'h:' .. name
      fields[#fields + 1] = 'u:' .. name
    end
  end
  local values = redis.call('HMGET', key, unpack(fields))
  local number = function(i) return tonumber(values[i] or 0) end
  window = { slot = slot, current = current, sum = number(1), newest = number(3), held = number(4), used = number(5), others = 0 }
  window.from = values[2] and number(2) or current
  for i = 6, #fields do window.others = window.others + number(i) end
  if slot > 0 then forget(key, window) end
  windows[place] = window
  return window
end

local function spend(window, amount)
  if window.slot > 0 then
    window.sum = window.sum + amount
    window.newest = window.newest + amount
  else
    window.used = window.used + amount
  end
end

for _ = 1, take() do
  local window = read(take(), take())
  window.held = math.max(0, window.held - take())
  window.holds = true
  spend(window, take())
end

for _ = 1, take() do
  local needs, refused = {}, nil
  for i = 1, take() do
    local window, limit, amount, least, held, base = read(take(), take()), take(), take(), take(), take(), take()
    local free = limit - base - window.sum - window.held - window.others
    local granted = math.min(amount, math.max(least, free))
    needs[i] = { window = window, held = held == 1, granted = granted, left = math.max(0, free - granted) }
    if free < least and not refused then refused = { i - 1, math.max(0, free) } end
  end
  if refused then
    for _, value in ipairs({ 0, refused[1], refused[2] }) do answer[#answer + 1] = tostring(value) end
  else
    answer[#answer + 1] = '1'
    for _, need in ipairs(needs) do
      if need.held then
        need.window.held = need.window.held + need.granted
        need.window.holds = true
      else
        spend(need.window, need.granted)
      end
      answer[#answer + 1] = tostring(need.granted)
    end
    for _, need in ipairs(needs) do answer[#answer + 1] = tostring(need.left) end
  end
end

for place, window in pairs(windows) do
  local key, fields = KEYS[place], {}
  if window.slot > 0 then fields = { 'sum', window.sum, 'from', window.from, 's:' .. window.current, window.newest }
  elseif window.used ~= 0 then fields = { 'u:' .. me, window.used } end
  if window.holds then
    fields[#fields + 1] = 'h:' .. me
    fields[#fields + 1] = window.held
  end
  if #fields > 0 then
    redis.call('HSET', key, unpack(fields))
    redis.call('PEXPIRE', key, 3600000)
  end
end
return answer
`;
