#!/bin/sh
# Says in one line what is missing on this computer, with the command that installs it; says nothing when all is there.
# usage: sh setup/needs.sh [python|make|git]...     python prints the interpreter that .venv is made with
# $PYTHON, when set, is the only interpreter tried.
set -u

# The command that installs packages here: words for apt, then for Homebrew.
with() {
    if [ "$(uname)" = Darwin ]; then
        echo "brew install $2"
    elif [ "$(id -u)" = 0 ]; then
        echo "apt install $1"
    else
        echo "sudo apt install $1"
    fi
}

missing() {
    echo "$1 To install: $2" >&2
    exit 1
}

need_program() {
    command -v "$1" >/dev/null 2>&1 || missing "$1 is missing." "$(with "$1" "$1")"
}

# A name on PATH is not enough: version switchers leave names that do not run.
can() {
    "$1" -c "import sys; $2" >/dev/null 2>&1
}

need_python() {
    unfinished=
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        can "$name" 'assert (3, 11) <= sys.version_info[:2] <= (3, 14)' || continue
        if can "$name" 'import venv, ensurepip'; then
            command -v "$name"
            return
        fi
        unfinished=${unfinished:-$name}
    done
    if [ -n "$unfinished" ]; then
        missing "$unfinished cannot make a virtual environment." "$(with "$(basename "$unfinished")-venv" python3)"
    elif [ -n "${PYTHON:-}" ]; then
        missing "PYTHON=$PYTHON is not a Python from 3.11 to 3.14." "$(with 'python3 python3-venv' python3)"
    elif can python3 'assert sys.version_info < (3, 11)'; then
        missing "Python 3.11 to 3.14 is missing: python3 is older." "$(with 'python3.11 python3.11-venv' python@3.13)"
    fi
    missing "Python 3.11 to 3.14 is missing." "$(with 'python3 python3-venv' python@3.13)"
}

for what in "$@"; do
    if [ "$what" = python ]; then need_python; else need_program "$what"; fi
done
