#!/bin/sh
# Finds the browser that tests drive; as root on Debian, installs it; else says in one line what to run.
set -eu

# Some systems ship a `chromium-browser` that only says what to install, so each is tried.
for name in chromium chromium-browser google-chrome; do
    if "$name" --version >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Installing Chromium, which the tests drive"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null
    chromium --version >/dev/null && exit 0
fi
if [ "$(uname)" = Darwin ]; then how="brew install --cask google-chrome"; else how="sudo apt install chromium"; fi
echo "The tests need a browser: Chromium or Google Chrome is missing. To install: $how" >&2
exit 1
