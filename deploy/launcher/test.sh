# shellcheck shell=bash
# ./shanshao test: every test there is, and one sum at the end. Sourced by the launcher.
: "${root:?is set by the launcher}" "${work:?is set by the launcher}" "${tools:?is set by the launcher}"

passed=0
failed=0

run_tests() {
  local pid
  if pid=$(user_of_build); then
    fail "process $pid runs from what was built here, and the tests build anew; stop it first, or test in another clone"
  fi
  need_java
  need_maven
  need_node
  need_browser
  mkdir -p "$work"
  if [[ -n ${SHANSHAO_WITH_KEYCLOAK:-} ]]; then fetch_keycloak; fi
  begin_pages
  test_java
  end_pages
  test_browser
  say ""
  say "$passed passed, $failed failed"
  ((failed == 0))
}

count() {
  passed=$((passed + $1))
  failed=$((failed + $2))
  say "  $1 passed, $2 failed"
}

# A step that fails without naming a test counts as one failure.
broken() {
  failed=$((failed + 1))
  say "  ✗ $1"
}

# The login at a real OpenID provider: 170 MB that Maven keeps, and a minute of the run. Without it the test says that it
# was left out, and the run goes on.
keycloak_version=26.7.3

fetch_keycloak() {
  local repository zip
  repository=${MAVEN_REPO:-$HOME/.m2/repository}
  zip=$repository/org/keycloak/keycloak-quarkus-dist/$keycloak_version/keycloak-quarkus-dist-$keycloak_version.zip
  if [[ ! -f $zip ]]; then
    say "Keycloak $keycloak_version  (from Maven Central, once)"
    "$root/mvnw" -B -q -Dmaven.repo.local="$repository" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get \
      -Dartifact="org.keycloak:keycloak-quarkus-dist:$keycloak_version:zip" -Dtransitive=false \
      < /dev/null > "$work/keycloak.log" 2>&1 || true
  fi
  if [[ -f $zip ]]; then
    export SHANSHAO_KEYCLOAK=$zip
  else
    say "  ✗✗ KEYCLOAK COULD NOT BE FETCHED (target/keycloak.log): the login at a real OpenID provider is NOT tested in this run"
  fi
}

# ---- Java: units, properties, fuzz in regression mode, the system as a child process, formatting ---------------------

test_java() {
  local code=0
  say "Java  (log: target/test-java.log)"
  find "$root" -path '*/target/surefire-reports/*' -name '*.xml' -not -path '*/node_modules/*' -delete 2> /dev/null || true
  rm -rf "${lib:?}"
  "$root/mvnw" -B -f "$root/pom.xml" -Dmaven.test.failure.ignore=true verify < /dev/null 2>&1 \
    | tee "$work/test-java.log" | show_modules || code=$?
  sum_java
  if ((code != 0)); then
    grep -E '^\[ERROR\]' "$work/test-java.log" | head -10 || true
    broken "the Java build"
  else
    source_sum > "$work/built"
  fi
}

sum_java() {
  local file line good=0 bad=0 tests failures errors skipped
  while IFS= read -r -d '' file; do
    line=$(grep -m1 '<testsuite ' "$file" | tr -d '\n')
    tests=$(attribute tests "$line")
    failures=$(attribute failures "$line")
    errors=$(attribute errors "$line")
    skipped=$(attribute skipped "$line")
    good=$((good + tests - failures - errors - skipped))
    bad=$((bad + failures + errors))
    if ((failures + errors > 0)); then
      say "  ✗ $(attribute_text name "$line")"
      # which of its tests, and the first lines of what was found
      awk '/<testcase / { test = $0 } /<(failure|error)[ >]/ { print test; n = 8 } n-- > 0 { print substr($0, 1, 300) }' "$file"
    fi
  done < <(find "$root" -path '*/target/surefire-reports/TEST-*.xml' -not -path '*/node_modules/*' -print0)
  count "$good" "$bad"
}

attribute_text() { sed -n "s/.* $1=\"\([^\"]*\)\".*/\1/p" <<< "$2"; }

attribute() {
  local text
  text=$(attribute_text "$1" "$2")
  echo "${text:-0}"
}

# ---- pages: types, lint, format, units; beside the Java, which leaves a processor alone for most of its time ------------

pages_pid=

begin_pages() {
  local ui=$root/command-center/ui
  [[ -f $ui/package.json ]] || return 0
  rm -f "$work/pages.json" "$work/pages.lint"
  : > "$work/test-pages.log"
  # Maven would install and build them too, in the same folders: now it finds that done
  if ! bash "$root/command-center/build-ui.sh" >> "$work/test-pages.log" 2>&1 < /dev/null; then
    broken "the build of the pages (target/test-pages.log)"
    return 0
  fi
  check_pages "$ui" >> "$work/test-pages.log" 2>&1 < /dev/null &
  pages_pid=$!
}

check_pages() {
  cd "$1"
  if npm run --silent lint; then : > "$work/pages.lint"; fi
  npx --no-install vitest run --reporter=default --reporter=json --outputFile.json="$work/pages.json" || true
}

end_pages() {
  [[ -n $pages_pid ]] || return 0
  say "TypeScript  (log: target/test-pages.log)"
  wait "$pages_pid" || true
  if [[ -f $work/pages.lint ]]; then
    count 1 0
  else
    broken "npm run lint"
  fi
  sum_json "$work/pages.json" "npm test"
}

# A report in the shape of Jest, which vitest writes.
sum_json() {
  local sums
  if sums=$(node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    console.log(r.numPassedTests, Math.max(r.numFailedTests, r.success ? 0 : 1))' "$1" 2> /dev/null); then
    # shellcheck disable=SC2086  # two numbers
    count $sums
  else
    broken "$2 wrote no report"
  fi
}

# A last line of the form "3 passed, 0 failed".
sum_line() {
  local sums
  sums=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$1" | tail -1)
  if [[ -n $sums ]]; then
    # with the first lines of what was found
    awk '/^FAILED/ { n = 12 } /^(ok |[0-9])/ { n = 0 } n-- > 0 { print substr($0, 1, 300) }' "$1"
    # shellcheck disable=SC2086  # two numbers
    count $sums
  else
    broken "$2 did not come to its end"
  fi
}

# ---- browser: against the system as it is started for people ---------------------------------------------------------

test_browser() {
  local ui=$root/command-center/ui
  [[ -f $ui/e2e/run.mjs ]] || return 0
  if [[ ! -d ${lib:?} ]]; then
    broken "the browser tests: nothing was built"
    return 0
  fi
  say "Browser  (logs: target/test-browser.log, target/test-up.log)"
  browser_home=$(mktemp -d "${TMPDIR:-/tmp}/shanshao-test.XXXXXX")
  browser_pid=
  trap end_browser EXIT
  # for the steps over TLS it listens where others could ask it too, so nobody else may know the password
  browser_password=$(node -p 'require("crypto").randomBytes(24).toString("base64url")')
  tls_port=$(node -e 'const s = require("net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })')
  SHANSHAO_HOME=$browser_home SHANSHAO_HTTP_PORT=0 SHANSHAO_MQTT_PORT=0 SHANSHAO_FLINK_PORT=0 \
    SHANSHAO_HTTPS_PORT=$tls_port SHANSHAO_HTTPS_NAMES=shanshao.bureau.example \
    SHANSHAO_ADMIN_PASSWORD=$browser_password "$root/shanshao" up > "$work/test-up.log" 2>&1 < /dev/null &
  browser_pid=$!
  if ! await_browser_system; then
    broken "the system did not start for the browser tests"
    end_browser
    return 0
  fi
  (
    cd "$ui"
    SHANSHAO_ADMIN_PASSWORD=$browser_password npm run --silent e2e -- --shots "$work/shots" --tls-port "$tls_port" \
      --base "http://127.0.0.1:$(sed -n 's/^port.http=//p' "$browser_home/status.properties")"
  ) > "$work/test-browser.log" 2>&1 < /dev/null || true
  sum_line "$work/test-browser.log" "npm run e2e"
  end_browser
}

await_browser_system() {
  local tries
  for ((tries = 0; tries < 1800; tries++)); do
    ! grep -q 'Shanshao runs' "$work/test-up.log" || return 0
    kill -0 "$browser_pid" 2> /dev/null || return 1
    sleep 0.1
  done
  return 1
}

end_browser() {
  trap - EXIT
  if [[ -n $browser_pid ]]; then
    kill -TERM "$browser_pid" 2> /dev/null || true
    wait "$browser_pid" 2> /dev/null || true
  fi
  rm -rf "$browser_home"
}
