"""Runs a handler instead of Lambda's runtime, as host.js does."""

import importlib.util
import json
import os
import resource
import sys
import time

file, event_file, warm_requests = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(event_file) as opened:
    event = json.load(opened)


def cpu_ms():
    return time.process_time() * 1000


def wall_ms():
    # Since the start of the process, Python's own included.
    return time.time() * 1000 - float(os.environ["STARTED_AT"])


def request():
    answer = handler(event, None)
    if answer["statusCode"] != 200:
        raise RuntimeError(f"{file} answered {answer['statusCode']}")


spec = importlib.util.spec_from_file_location("peer", file)
module = importlib.util.module_from_spec(spec)
sys.modules["peer"] = module
spec.loader.exec_module(module)
handler = module.handler
init = {"cpuMs": cpu_ms(), "wallMs": wall_ms()}
request()
first = {"cpuMs": cpu_ms() - init["cpuMs"], "wallMs": wall_ms() - init["wallMs"]}

for _ in range(warm_requests // 4):
    request()
before_cpu, before = cpu_ms(), wall_ms()
for _ in range(warm_requests):
    request()
warm = {
    "cpuMs": (cpu_ms() - before_cpu) / warm_requests,
    "wallMs": (wall_ms() - before) / warm_requests,
}

memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps({"init": init, "first": first, "warm": warm, "memoryMb": memory_mb}))
