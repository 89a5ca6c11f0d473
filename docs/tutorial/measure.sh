#!/bin/bash
# Measures both servers in turn, a fresh process for every run: five loads, then three profiles under load.
# Run it beside the folder source. It takes about five minutes with the 10 seconds of each run; `measure.sh 2` is a trial.
set -eu
seconds=${1:-10}
url=http://127.0.0.1:8080
programs=$(mktemp -d)

start() {
  "$programs/$1" 2> "$programs/$1.log" &
  server=$!
  until curl --silent --fail --output /dev/null "$url/"; do sleep 0.1; done
}

stop() {
  kill "$server"
  wait "$server" 2> /dev/null || true
  rm "$programs/$1.log"
}

for side in log nolog; do
  mkdir -p "$side"
  (cd source && go build -trimpath -o "$programs/$side" "./$side")
done

for run in 1 2 3 4 5; do
  for side in log nolog; do
    start "$side"
    wrk -d "${seconds}s" "$url" > "$side/wrk_$run.txt"
    stop "$side"
  done
done

for run in 1 2 3; do
  for side in log nolog; do
    start "$side"
    wrk -d "$((seconds + 8))s" "$url" > "$side/wrk_during_cpu_$run.txt" &
    load=$!
    sleep 2
    flamesite capture "$url/debug/pprof/profile" "$side/cpu_$run.pb.gz" --seconds "$seconds"
    wait "$load"
    stop "$side"
  done
done
