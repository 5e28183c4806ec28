#!/bin/bash
# Lays the independent SMPP server of the tests into target/. Without npm or its registry the tests against it say that they did not run.
set -euo pipefail
cd "$(dirname "$0")"
from="src/test/smpp-peer"
to="target/smpp-peer"

lock=$(cat "$from/package.json" "$from/package-lock.json" | sha256sum)
mkdir -p "$to"
cp "$from"/* "$to/"
if [ "$(cat "$to/.installed-from" 2>/dev/null)" != "$lock" ]; then
  if (cd "$to" && npm ci --ignore-scripts --prefer-offline --no-audit --no-fund --loglevel=error); then
    echo "$lock" > "$to/.installed-from"
  else
    rm -rf "$to/node_modules" "$to/.installed-from"
    echo "WARNING: the npm package smpp could not be installed; SMPP is not tried against it" >&2
  fi
fi
