#!lua name=haltline_journal
--
-- The one writer of a centre's journal. All keys of a centre carry its hash tag, so that they live in
-- one slot of a cluster. The number below is compared when a process connects: it loads its own text
-- only when there is none or an older one, so every version must serve the callers of the one before it.
--
-- A case's version is the number of its facts, which is the length of its list. All arguments are
-- byte strings; what is called sealed, hidden, wrapped or hash is binary, the rest is UTF-8 text.

-- haltline_append: one step of one case, all or nothing.
--
-- KEYS   1 journal     stream  c v t a w s r p h b: case, version, type, at (ns since 1970), who, schema,
--                              rulebook, previous hash, hash, sealed body; always in this order, so that
--                              Redis stores the names once per node and not once per fact
--        2 case        list    position of each fact of this case
--        3 case keys   hash    case -> wrapped key
--        4 claims      hash    hidden name -> holders, ' a b '
--        5 deadlines   zset    key -> ms since 1970
--        6 idempotency string  request hash (32 bytes), version, ' ', case; expires
--        7.. of each institution concerned, three keys:
--          outgoing    stream  o p: order, sealed payload
--          desk        stream  the same
--          places      hash    order -> 'q' or 'd' (outgoing, desk) and the position there; of an order put on
--                              its desk again also ' ' and the sealed payload that counts since then
-- ARGV   1 case   2 expected version   3 wrapped key, '' unless expected is 0
--        4 request hash, '' without idempotency   5 ms that it is remembered
--        6..10 how many of each follow, in this order:
--        facts             type, at, who, schema, rulebook, previous hash, hash, sealed body
--        claims            hidden name, limit, holder; limit 0 takes nothing and wants that nobody holds one, 1001 takes
--                          nothing and wants that somebody does, -n takes one of at most n and is never refused
--        claims given back hidden name, holder
--        queue changes     'q' issue | 'd' put on desk | 't' take, institution (1..), order, sealed payload or ''
--        deadline changes  key, ms or '' to clear; of one key the last counts
-- Returns {'ok', version, position..., place...} written; one position for each fact, and for each 'q' change
--                                               two: its place in the outgoing stream and the last one
--                                               before it that still waits; '' for none
--         {'done', same request 1|0, version, case}  the idempotency key is known; nothing written
--         {'stale', version}                    the case is at this version; nothing written
--         {'erased'}                            the case's key was destroyed and facts were to follow; nothing written
--         {'refused', index of claim (1..)...}  these claims have no free place; nothing written
-- Errors  'NOTHINGWRITTEN ...'                  a key has the wrong type, or case and key do not fit
--         any other raised by a running script: unknown, though nothing known leads there
-- Redis itself refuses before the start when it is full, read-only, loading or cannot write its file:
-- a function without flags is a write that may need memory.

local VERSION = 6
local FACT, CLAIM, BACK, QUEUE, DEADLINE = 8, 3, 2, 4, 2

-- Everything that can refuse; writes nothing. Returns the answer that ends the call, or nil and what
-- the claims will be: an array of names and what each name's holders become; and where the orders to be
-- moved stand: institution (1..) -> order -> kind and position, or false.
local function check(keys, args)
  local case, expected = args[1], tonumber(args[2])
  if args[4] ~= '' then
    local seen = redis.call('GET', keys[6])
    if seen then
      local version, of_case = string.match(seen, '^(%d+) (.+)$', 33)
      local same = string.sub(seen, 1, 32) == args[4] and 1 or 0
      return {'done', same, tonumber(version), of_case}
    end
  end

  local version = redis.call('LLEN', keys[2])
  if version ~= expected then return {'stale', version} end
  local has_key = redis.call('HEXISTS', keys[3], case) == 1
  if expected > 0 and not has_key and args[6] ~= '0' then return {'erased'} end
  if expected == 0 and has_key then error('case ' .. case .. ' has a key and no facts') end
  redis.call('XLEN', keys[1])

  local claim_count, back_count = tonumber(args[7]), tonumber(args[8])
  local claims_at = 11 + FACT * tonumber(args[6])
  local back_at = claims_at + CLAIM * claim_count
  local queue_at = back_at + BACK * back_count
  local names, holders = {}, {}
  if claim_count + back_count > 0 then
    for i = back_at, queue_at - 1, BACK do
      if not holders[args[i]] then holders[args[i]] = ' '; names[#names + 1] = args[i] end
    end
    for i = claims_at, back_at - 1, CLAIM do
      if not holders[args[i]] then holders[args[i]] = ' '; names[#names + 1] = args[i] end
    end
    local found = redis.call('HMGET', keys[4], unpack(names))
    for i = 1, #names do holders[names[i]] = found[i] or ' ' end

    for i = back_at, queue_at - 1, BACK do
      local held = holders[args[i]]
      local from, to = string.find(held, ' ' .. args[i + 1] .. ' ', 1, true)
      if from then holders[args[i]] = string.sub(held, 1, from) .. string.sub(held, to + 1) end
    end
    local refused = {'refused'}
    for i = claims_at, back_at - 1, CLAIM do
      local held, limit, holder = holders[args[i]], tonumber(args[i + 1]), args[i + 2]
      if limit == 0 then
        if held ~= ' ' then refused[#refused + 1] = (i - claims_at) / CLAIM + 1 end
      elseif limit > 1000 then
        if held == ' ' then refused[#refused + 1] = (i - claims_at) / CLAIM + 1 end
      elseif not string.find(held, ' ' .. holder .. ' ', 1, true) then
        local _, spaces = string.gsub(held, ' ', ' ')
        if spaces - 1 < math.abs(limit) then
          holders[args[i]] = held .. holder .. ' '
        elseif limit > 0 then
          refused[#refused + 1] = (i - claims_at) / CLAIM + 1
        end
      end
    end
    if #refused > 1 then return refused end
  end

  -- What the writes below will meet must have the right type: a script that fails half-way is not
  -- rolled back.
  local stands, known = {}, {}
  local function know(key)
    if not known[key] then redis.call('XLEN', key); known[key] = true end
  end
  for i = queue_at, queue_at + QUEUE * tonumber(args[9]) - 1, QUEUE do
    local of = tonumber(args[i + 1])
    local key = 7 + 3 * (of - 1)
    local now = redis.call('HGET', keys[key + 2], args[i + 2])
    stands[of] = stands[of] or {}
    stands[of][args[i + 2]] = now
    local from = now and string.sub(now, 1, 1)
    if args[i] == 'q' or from == 'q' then know(keys[key]) end
    if args[i] == 'd' or from == 'd' then know(keys[key + 1]) end
  end
  if args[10] ~= '0' then redis.call('ZCARD', keys[5]) end
  return nil, names, holders, stands
end

-- Moves an order from where it stands to where it shall stand ('q', 'd', or 't': nowhere). To where it
-- stands already: nothing, but that a desk is told the new payload: the entry keeps its place in the
-- stream, which no entry can be written into twice, and the new payload stands beside the place.
-- Returns where in the outgoing stream it was put, and after what: who has seen everything up to there
-- knows that nothing lies between.
local function place(outgoing, desk, places, stands, where, order, payload)
  local now = stands[order]
  if now then
    local at, id = string.match(now, '^(.)([^ ]+)')
    if at == where then
      if at == 'd' then
        stands[order] = 'd' .. id .. ' ' .. payload
        redis.call('HSET', places, order, stands[order])
      end
      return
    end
    redis.call('XDEL', at == 'q' and outgoing or desk, id)
  elseif where == 't' then
    return
  end
  if where == 't' then
    redis.call('HDEL', places, order)
    stands[order] = false
  else
    local before = where == 'q' and redis.call('XREVRANGE', outgoing, '+', '-', 'COUNT', 1)[1]
    local id = redis.call('XADD', where == 'q' and outgoing or desk, '*', 'o', order, 'p', payload)
    stands[order] = where .. id
    redis.call('HSET', places, order, stands[order])
    return id, before and before[1]
  end
end

local function append(keys, args)
  local checked, answer, names, holders, stands = pcall(check, keys, args)
  if not checked then
    local why = type(answer) == 'table' and answer.err or tostring(answer)
    return redis.error_reply('NOTHINGWRITTEN ' .. why)
  end
  if answer then return answer end

  local case, version, at = args[1], tonumber(args[2]), 11
  local positions, reply = {}, {'ok', 0}
  for i = 1, tonumber(args[6]) do
    version = version + 1
    local id = redis.call('XADD', keys[1], '*', 'c', case, 'v', version, 't', args[at],
      'a', args[at + 1], 'w', args[at + 2], 's', args[at + 3], 'r', args[at + 4],
      'p', args[at + 5], 'h', args[at + 6], 'b', args[at + 7])
    positions[i], reply[i + 2] = id, id
    at = at + FACT
  end
  reply[2] = version
  if #positions > 0 then redis.call('RPUSH', keys[2], unpack(positions)) end
  if args[3] ~= '' then redis.call('HSET', keys[3], case, args[3]) end

  for i = 1, #names do
    local held = holders[names[i]]
    if held == ' ' then redis.call('HDEL', keys[4], names[i])
    else redis.call('HSET', keys[4], names[i], held) end
  end
  at = at + CLAIM * tonumber(args[7]) + BACK * tonumber(args[8])

  for _ = 1, tonumber(args[9]) do
    local institution = tonumber(args[at + 1])
    local of = 7 + 3 * (institution - 1)
    local id, before = place(keys[of], keys[of + 1], keys[of + 2], stands[institution],
      args[at], args[at + 2], args[at + 3])
    if args[at] == 'q' then
      reply[#reply + 1] = id or ''
      reply[#reply + 1] = before or ''
    end
    at = at + QUEUE
  end
  local due, set, clear = {}, {}, {}
  for _ = 1, tonumber(args[10]) do
    due[args[at]] = args[at + 1]
    at = at + DEADLINE
  end
  for key, ms in pairs(due) do
    if ms == '' then clear[#clear + 1] = key
    else
      set[#set + 1] = ms
      set[#set + 1] = key
    end
  end
  if #clear > 0 then redis.call('ZREM', keys[5], unpack(clear)) end
  if #set > 0 then redis.call('ZADD', keys[5], unpack(set)) end
  if args[4] ~= '' then
    redis.call('SET', keys[6], args[4] .. version .. ' ' .. case, 'PX', args[5])
  end
  return reply
end

-- haltline_load: facts of one case with what opens them, in one round trip.
--
-- KEYS   1 journal   2 case   3 case keys
-- ARGV   1 case   2 first fact (0..)   3 last fact, inclusive
-- Returns {number of facts of the case, wrapped key or '' when erased or unknown, fact...}; a fact is {position, {name,
-- value, ...}} as XRANGE has it, or {position} when the journal lacks it.
local function load(keys, args)
  local positions = redis.call('LRANGE', keys[2], args[2], args[3])
  local reply = {redis.call('LLEN', keys[2]), redis.call('HGET', keys[3], args[1]) or ''}
  for i = 1, #positions do
    local id = positions[i]
    reply[i + 2] = redis.call('XRANGE', keys[1], id, id)[1] or {id}
  end
  return reply
end

-- haltline_journal_version: KEYS any key of the centre, to find its node. Returns the number above.
local function version() return VERSION end

redis.register_function('haltline_append', append)
redis.register_function{function_name = 'haltline_load', callback = load, flags = {'no-writes'}}
redis.register_function{function_name = 'haltline_journal_version', callback = version, flags = {'no-writes'}}
