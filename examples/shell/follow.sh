#!/bin/sh
# Prints each event as a line of JSON, and goes on behind the last one when the connection breaks.
# Events that are lost are a line, too: {"phase":"gap",...}. Ends when the JVM is gone.
# usage: JINX_ADDRESS=127.0.0.1:7117 follow.sh [POINT,POINT*]
set -eu
address=${JINX_ADDRESS:-127.0.0.1:7117}
query=${1:+?injection=$1}
last=$(mktemp)
trap 'rm -f "$last"' EXIT

while curl --silent --fail --output /dev/null "http://$address/health"; do
  id=$(cat "$last")
  curl --silent --no-buffer ${id:+--header "Last-Event-ID: $id"} \
    "http://$address/v2/error_injection/events$query" |
    while IFS= read -r line; do
      case $line in
        "id: "*) id=${line#id: } ;;
        "data: "*) printf '%s\n' "${line#data: }" ;;
        "") printf '%s' "$id" >"$last" ;; # the event is done
      esac
    done
done
