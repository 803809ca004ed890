#!/bin/sh
# Install the Debian packages that are missing (as root), or say exactly which to install.
# Usage: system_packages.sh run | test
set -eu

run_packages="libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
test_packages="$run_packages chromium fonts-liberation postgresql poppler-utils qpdf"

case "${1:-}" in
  run) wanted=$run_packages ;;
  test) wanted=$test_packages ;;
  *) echo "usage: $0 run | test" >&2; exit 2 ;;
esac

python=${PYTHON:-python3}
"$python" -c 'import ensurepip' 2>/dev/null || wanted="$wanted python3-venv"

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "This is not Debian. Make sure that the equivalents of these are installed: $wanted" >&2
  exit 0
fi

missing=""
for package in $wanted; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ]; then
  echo "These Debian packages are missing. Install them, then run the same command again:" >&2
  echo "  sudo apt-get install --no-install-recommends$missing" >&2
  exit 1
fi

echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq
# shellcheck disable=SC2086 — a list of package names
apt-get install -y -qq --no-install-recommends $missing >/dev/null
