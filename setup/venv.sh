#!/bin/sh
# Makes .venv, or brings it up to date with requirements.lock and pyproject.toml; does nothing when it is.
# usage: sh setup/venv.sh site|all      what `make site` needs, or that and what checks and tests need
set -eu
cd "$(dirname "$0")/.."
sh setup/needs.sh git

# The folder counts too: the programs in a .venv that has been moved no longer start.
packages="$(cat requirements.lock setup/venv.sh | cksum) $(pwd -P)"
ourselves=$(cksum <pyproject.toml)

holds() { [ -f ".venv/$1.done" ] && [ "$(cat ".venv/$1.done")" = "$2" ]; }
wanted_python() { [ -z "${PYTHON:-}" ] || [ "$("$PYTHON" -V 2>&1)" = "$(.venv/bin/python -V 2>&1)" ]; }
starts() { .venv/bin/python -c '' 2>/dev/null && wanted_python; }
install() { .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input "$@"; }

if ! { { holds site "$packages" || holds all "$packages"; } && starts; }; then
    python=$(sh setup/needs.sh python)
    echo "Making .venv with $("$python" -V)"
    rm -rf .venv
    "$python" -m venv .venv
fi

if ! { holds "$1" "$packages" || holds all "$packages"; }; then
    lock=requirements.lock
    if [ "$1" = site ]; then
        lock=.venv/site.lock
        sed '/^# Part 2/,$d' requirements.lock >"$lock"
    fi
    echo "Installing $(grep -c == "$lock") packages, each checked against its hash (about a minute)"
    install --require-hashes --only-binary :all: -r "$lock"
    echo "$packages" >".venv/$1.done"
fi

if ! holds ourselves "$ourselves"; then
    install --no-build-isolation --no-deps --no-index -e .
    echo "$ourselves" >.venv/ourselves.done
fi
