#!/bin/sh
# Holds the next thread that reaches a point, shows where it stands, and lets it go.
# usage: JINX_ADDRESS=127.0.0.1:7117 hold-and-release.sh POINT [OUTCOME]
set -eu
api="http://${JINX_ADDRESS:-127.0.0.1:7117}/v2/error_injection"
point=$1
outcome=${2:-continue}
agent() { curl --silent --show-error --fail-with-body "$@"; }

# The answer's cursor: waiting from it can neither miss the hit nor pick up an older one.
armed=$(agent -X POST "$api/injection/$point?action=pause(60s)&one_shot=true")
cursor=$(printf '%s' "$armed" | sed 's/.*"cursor":"\([^"]*\)".*/\1/')
trap 'agent -X DELETE "$api/injection/$point" >/dev/null' EXIT # nothing stays armed
echo "armed: $armed"

agent -G "$api/wait" --data-urlencode "injection=$point" --data-urlencode "since=$cursor" \
  -d phase=parked -d timeout=60s
echo
agent "$api/injection/$point/waiters"
echo
agent -X POST -G "$api/injection/$point/message" --data-urlencode "outcome=$outcome"
echo
