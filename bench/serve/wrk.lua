-- Posts prepared bodies in turn: wrk … -s wrk.lua URL -- BODIES [TOKEN]; BODIES holds one body a line. Prints one JSON line when it is done;
-- perSecond counts the answers that are no failure.
local requests = {}
local at = 0

function init(arguments)
  local headers = { ["Content-Type"] = "application/json" }
  if arguments[2] then headers["Authorization"] = "Bearer " .. arguments[2] end
  for body in io.lines(arguments[1]) do
    requests[#requests + 1] = wrk.format("POST", nil, headers, body)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  local bad = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  local form = '{"requests":%d,"perSecond":%.1f,"p50Ms":%.3f,"p99Ms":%.3f,"bad":%d}\n'
  local perSecond = (summary.requests - bad) / (summary.duration / 1e6)
  io.write(form:format(summary.requests, perSecond, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, bad))
end
