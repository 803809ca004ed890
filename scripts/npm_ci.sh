#!/bin/sh
# Install the npm packages of package-lock.json, integrity-checked; brings its own npm where there is none.
set -eu
npm=npm
if ! command -v npm >/dev/null 2>&1; then
  test -x .venv-node/bin/npm || {
    "${PYTHON:-python3}" -m venv .venv-node
    .venv-node/bin/python -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-node.lock
  }
  PATH="$PWD/.venv-node/bin:$PATH"
  npm=.venv-node/bin/npm
fi
"$npm" ci --no-progress --loglevel=error
