#!/bin/bash
# Builds the pages and lays them into the jar. Does nothing when no source has changed since the last build.
set -euo pipefail
cd "$(dirname "$0")/ui"
out="../target/classes/static"

sources() { find . -type f -not -path './node_modules/*' -not -path './dist/*' -not -path './.vite/*' -print0; }
now=$(sources | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
lock=$(sha256sum package-lock.json)

if [ "$(cat dist/.built-from 2>/dev/null)" != "$now" ]; then
  if [ "$(cat node_modules/.installed-from 2>/dev/null)" != "$lock" ]; then
    npm ci --no-audit --no-fund
    echo "$lock" > node_modules/.installed-from
  fi
  npm run build
  echo "$now" > dist/.built-from
fi

rm -rf "$out"
mkdir -p "$out"
cp -r dist/. "$out/"
rm "$out/.built-from"
