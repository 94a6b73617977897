#!/bin/sh
# SPDX-License-Identifier: MIT
# What every file of the tree has to hold to: a licence line in what is source, no line over 110 columns
# (in grammars rules and actions stand side by side, as wide as they are),
# no tab or blank at a line's end, and nothing that is true on one machine or in one conversation only.
set -eu
cd "$(dirname "$0")/../.."
export LC_ALL=C

tree() { find . \( -path ./build -o -path ./.git \) -prune -o -type f "$@" -print | sort; }

{
    tree \( -name '*.[chyl]' -o -name '*.def' -o -name '*.sh' -o -name '*.bats' -o -name Makefile -o -name run \
        -o -name bootstrap \) ! -path './tests/cases/*' ! -path './tests/errors/*' |
        xargs -r awk 'FNR == 1 { check() ; file = FILENAME; seen = 0 } FNR <= 3 && /SPDX-License-Identifier: MIT/ { seen = 1 }
            function check() { if (file != "" && !seen) print file ":1: no SPDX line" } END { check() }'

    # In UTF-8 a column is a byte that does not go on another one.
    tree -name '*.[chyl]' ! -path './tests/cases/*' |
        xargs -r awk '{ line = $0; gsub(/[\200-\277]/, "", line) }
            length(line) > (FILENAME ~ /\.[yl]$/ ? 260 : 110) { print FILENAME ":" FNR ": " length(line) " columns" }
            /[ \t]$/ { print FILENAME ":" FNR ": blank at the end" }
            /\t/ { print FILENAME ":" FNR ": tab" }'

    # They are searched by halves.
    for list in types functions operators results; do
        sed -n 's/^[A-Z]*("\(\([^"\]\|\\.\)*\)".*/\1/p' gen/query/$list.def | sort -c 2>&1 | sed "s|^|./gen/query/$list.def: |"
    done

    tree ! -name words.sh ! -path './schemas/*' -size -1000k | xargs -r grep -InE \
        -e '(^|[^A-Za-z0-9_.$}*)/])/(work|root|home|mnt|Users)/[A-Za-z]' \
        -e '\b([Ss]ub-?)?[Aa]gents?\b' \
        -e '\b([Tt]his|[Mm]y|[Oo]ur|[Ee]arlier|[Pp]revious) (conversation|chat|prompt)\b' \
        -e '\b([Ll]anguage model|[Cc]hatbot|LLM|AI)\b' || true
} | { ! grep .; }
