#!/usr/bin/env bash
# The web application as a step of the Maven build: what has not changed is not done again.
#
#   from-maven.sh build    npm ci when package*.json or .npmrc changed, then types from the contract, type check, bundle, budget
#   from-maven.sh test     the component tests
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

sentence() {
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    zh*) printf '[ERROR] %s\n' "$2" >&2 ;;
    *) printf '[ERROR] %s\n' "$1" >&2 ;;
  esac
  exit 69
}

node_wanted=20
if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
  sentence "the desks are built with Node.js $node_wanted or newer and npm, and these were not found on PATH: apt-get install nodejs npm, dnf install nodejs, or brew install node." \
    "构建网页台面需要 Node.js $node_wanted 或更高版本及 npm，PATH 中没有找到：apt-get install nodejs npm、dnf install nodejs 或 brew install node。"
fi
node_found=$(node -p 'process.versions.node.split(".")[0]')
if [ "$node_found" -lt "$node_wanted" ]; then
  sentence "the desks are built with Node.js $node_wanted or newer; node on PATH is $(node --version)." \
    "构建网页台面需要 Node.js $node_wanted 或更高版本；PATH 中的 node 是 $(node --version)。"
fi

sum=(shasum -a 256)
! command -v sha256sum >/dev/null || sum=(sha256sum)

# One word for the files below the places given: their names and contents.
stamp_of() {
  find "$@" -type f ! -name '*.gen.ts' -print0 | LC_ALL=C sort -z | xargs -0 "${sum[@]}" | "${sum[@]}" | cut -c1-32
}
packages=(package.json package-lock.json .npmrc)
everything=("${packages[@]}" index.html vite.config.ts tsconfig.json build public src ../src/main/resources/org/haltline/console/haltline-api.yaml)
# Under node_modules, so that whoever removes that removes what is remembered of it.
memory=node_modules/.haltline
is() { [ -f "$memory/$1" ] && [ "$(cat "$memory/$1")" = "$2" ]; }
remember() { mkdir -p "$memory" && printf '%s' "$2" >"$memory/$1"; }

install() {
  local now
  now=$(stamp_of "${packages[@]}")
  if is installed "$now"; then return 0; fi
  npm ci --no-audit --no-fund --loglevel=error
  remember installed "$now"
}

case ${1:-} in
  build)
    now=$(stamp_of "${everything[@]}")
    if is built "$now" && [ -f dist/index.html ]; then
      echo "The desks are as they were built."
      exit 0
    fi
    install
    npm run --silent build
    remember built "$now"
    ;;
  test)
    now=$(stamp_of "${everything[@]}")
    if is tested "$now"; then
      echo "The component tests have passed on these sources."
      exit 0
    fi
    install
    [ -f src/api/contract.gen.ts ] || npm run --silent api
    npm run --silent test
    remember tested "$now"
    ;;
  *)
    echo "usage: from-maven.sh build|test" >&2
    exit 64
    ;;
esac
