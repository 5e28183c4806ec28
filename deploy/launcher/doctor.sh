# shellcheck shell=bash
# ./shanshao doctor: one line per problem, with the mend. Sourced by the launcher.

: "${home:?is set by the launcher}" "${lib:?is set by the launcher}"
problems=0

# What is wrong, what mends it, and what is wrong in Chinese.
wrong() {
  problems=$((problems + 1))
  printf '✗ %s\n  %s\n  → %s\n' "$1" "$3" "$2"
}

examine() {
  examine_java
  examine_tools
  examine_disk
  examine_memory
  local pid
  if pid=$(running); then
    say "Running: process $pid on $home  运行中"
    examine_status "$pid"
  else
    say "Not running on $home.  没有在运行"
    examine_left_over
    examine_port SHANSHAO_HTTP_PORT "${SHANSHAO_HTTP_PORT:-8080}" HTTP
    examine_port SHANSHAO_MQTT_PORT "${SHANSHAO_MQTT_PORT:-1883}" MQTT
    examine_port SHANSHAO_FLINK_PORT "${SHANSHAO_FLINK_PORT:-8081}" "Flink's page"
    examine_files
  fi
  examine_database
  if ((problems == 0)); then
    say "No problem found.  未发现问题"
    return 0
  fi
  say "$problems problem(s) found."
  return 1
}

examine_java() {
  local found any
  found=$(find_java)
  [[ -z $found ]] || return 0
  any=$(command -v java > /dev/null && java -version 2>&1 | head -1 || echo "no Java at all")
  wrong "wrong Java: $any; a JDK of version 17 or newer is needed" "apt-get install openjdk-17-jdk-headless  (./shanshao up does it)" \
    "Java 版本不对，需要 JDK 17 或更新"
}

examine_tools() {
  if [[ ! -d $lib ]]; then
    command -v mvn > /dev/null || wrong "no Maven to build with" "apt-get install maven  (./shanshao up does it)" "缺 Maven，无法构建"
    [[ -n $(find_node) ]] || wrong "no Node.js of 20.19 or newer to build the pages with" "./shanshao up fetches one" \
      "缺 Node.js 20.19 或更新，无法构建页面"
  fi
  # the tests alone need them: a server that runs is none the worse
  [[ -n $(find_chromium) ]] || say "No Chromium: only ./shanshao test needs it (apt-get install chromium).  缺 Chromium，仅测试需要"
  has_cjk_font || say "No Chinese font: only ./shanshao test needs it (apt-get install fonts-noto-cjk).  缺中文字体，仅测试需要"
}

examine_disk() {
  local dir=$home free
  while [[ ! -d $dir ]]; do dir=$(dirname "$dir"); done
  free=$(df -Pk "$dir" | awk 'NR == 2 { print int($4 / 1024) }')
  ((free >= ${SHANSHAO_DISK_WANTED_MB:-2048})) || wrong "disk low: $free MB free for $home, 2048 MB wanted" \
    "make room, or set SHANSHAO_HOME to another disk" "磁盘空间不足：需 2048 MB"
  case $(stat -f -c %T "$dir") in
    tmpfs | ramfs) wrong "$home lies in memory: a power cut takes everything" "set SHANSHAO_HOME to a folder on a disk" \
      "数据在内存盘上，断电即全部丢失" ;;
  esac
  [[ -w $dir ]] || wrong "$dir cannot be written" "set SHANSHAO_HOME to a folder of yours" "数据目录不可写"
}

examine_memory() {
  local total
  total=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
  ((total >= 3500)) || wrong "memory low: $total MB in this machine, 4096 MB wanted" "set SHANSHAO_JVM_MEMORY=1g and expect less" \
    "内存不足：需 4096 MB"
}

# Who listens on a port: from the kernel's tables, so that no tool need be installed.
listener() {
  local inode pid
  inode=$(awk -v port=":$(printf '%04X' "$1")" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10; exit }' \
    /proc/net/tcp /proc/net/tcp6 2> /dev/null)
  [[ -n $inode ]] || return 1
  # one look over all of them: a program started for each takes minutes on a busy machine
  pid=$(find /proc/[0-9]*/fd -maxdepth 1 -lname "socket:\[$inode\]" -print -quit 2> /dev/null | cut -d/ -f3) || true
  if [[ -n $pid ]]; then
    echo "process $pid ($(tr '\0' ' ' < "/proc/$pid/cmdline" | cut -c1-60))"
  else
    echo "a process of another user"
  fi
}

# A JVM that was killed leaves its database server; the next start adopts or stops it, and until then it holds the data.
examine_left_over() {
  local server
  if server=$(left_over_database); then
    wrong "Shanshao was killed and left its database server behind (process $server)" \
      "./shanshao up goes on with the same data, or ./shanshao down stops it" "系统曾被强行结束，数据库进程还在"
  fi
}

examine_port() {
  local who
  if [[ ! $2 =~ ^-?[0-9]+$ ]]; then
    wrong "$1 must be a port number, was '$2'" "set it to 0…65535, or unset it" "端口号不对"
    return 0
  fi
  if who=$(listener "$2"); then
    wrong "port $2 for $3 is taken by $who" "stop it, or choose another: $1=$(($2 + 10000)) ./shanshao up" \
      "端口已被占用"
  fi
}

status() { sed -n "s/^$1=//p" "$home/status.properties" 2> /dev/null; }

# The running system asks its own parts every minute and writes down what they said.
examine_status() {
  local setting state at
  if [[ $(status pid) != "$1" ]]; then
    say "It is still starting; ask again in a minute."
    return 0
  fi
  at=$(status at)
  (($(date +%s) - ${at:-0} < 180)) || wrong "the running system has not looked at itself since $(date -d "@${at:-0}")" \
    "see $home/log/shanshao.log; ./shanshao down, then up" "系统已有三分钟以上没有自检"
  for setting in broker.datasync postgres.fsync postgres.synchronous_commit postgres.full_page_writes \
    store.commit_mode_sync checkpoints.synced; do
    state=$(status "$setting")
    # a store of one's own is asked by nobody here
    [[ -n $state || $setting != store.* || -z ${SHANSHAO_STORE_URL:-} ]] || continue
    [[ $state == on ]] || wrong "durable setting $setting is ${state:-unknown}: what was acknowledged may be lost in a power cut" \
      "take the change back and start again; docs/operations.zh.md 持久性, docs/operations.md Durability" "落盘设置不对：断电可能丢失已确认的数据"
  done
  examine_calls
}

# Who would be called now if nobody took a warning on: officers in their order, then those of the levels above.
examine_calls() {
  local line
  while IFS= read -r line; do
    say "Calls for ${line/=/: }"
  done < <(sed -n 's/^calls\.\([0-9]*=\)/\1/p' "$home/status.properties" 2> /dev/null)
  while IFS= read -r line; do
    wrong "$line" "put somebody on the duty roster there, with a telephone number on their account" \
      "该处有预警时叫不到人：请在值班表排班，并在账号上填电话"
  done < <(sed -n 's/^calls\.lack\.[0-9.]*=//p' "$home/status.properties" 2> /dev/null)
}

# What a changed file would do at the next start.
examine_files() {
  local file=$home/postgres/data/postgresql.auto.conf
  if [[ -r $file ]] && grep -qiE '^(fsync|synchronous_commit|full_page_writes) *= *.?(off|false|no|0)' "$file"; then
    wrong "PostgreSQL is told not to be durable in $file" "remove the line" "数据库被设为不落盘"
  fi
}

examine_database() {
  local program
  for program in "$home"/postgres/programs-*/bin/postgres; do
    [[ -e $program ]] || continue
    "$program" --version > /dev/null 2>&1 || wrong "the PostgreSQL programs do not run here: $("$program" --version 2>&1 | head -1)" \
      "remove $home/postgres/programs-* and start again; on another system than Linux with glibc use a server of your own" \
      "内嵌数据库程序在本机无法运行"
  done
  [[ $(id -u) == 0 ]] || return 0
  unshare -U true 2> /dev/null && return 0
  setpriv --reuid=65534 --regid=65534 --clear-groups --securebits=+no_setuid_fixup --inh-caps=+dac_override --ambient-caps=+dac_override true 2> /dev/null \
    || wrong "PostgreSQL does not run as root, and this machine lets root neither use a user namespace nor change user" \
      "start Shanshao as an ordinary user" "数据库不能以 root 运行，请用普通用户启动"
}
