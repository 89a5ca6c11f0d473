"""Write a synthetic access log: the same lines on every run, so that the profile can be made again.

Usage: python make_log.py 1000000 > access.log
"""

import random
import sys
from datetime import UTC, datetime, timedelta

PATHS = [("/", 40), ("/search", 25), ("/basket", 15), ("/item/{}", 60), ("/pay", 4), ("/static/site.css", 30)]
STATUSES = [(200, 90), (304, 6), (404, 3), (500, 1)]


def main() -> None:
    """Write as many lines as the first argument says, a fraction of a second apart."""
    draw = random.Random(20)
    moment = datetime(2026, 11, 2, tzinfo=UTC)
    paths, path_weights = zip(*PATHS, strict=True)
    statuses, status_weights = zip(*STATUSES, strict=True)
    for _ in range(int(sys.argv[1])):
        moment += timedelta(seconds=draw.expovariate(12))
        path = draw.choices(paths, path_weights)[0].format(draw.randrange(200))
        status = draw.choices(statuses, status_weights)[0]
        address = f"192.0.2.{draw.randrange(1, 255)}"
        milliseconds = draw.lognormvariate(3, 0.8)
        print(
            f'{address} - - [{moment:%d/%b/%Y:%H:%M:%S %z}] "GET {path} HTTP/1.1" {status} '
            f"{draw.randrange(200, 40_000)} {milliseconds:.1f}"
        )


main()
