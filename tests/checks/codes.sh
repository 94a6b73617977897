#!/bin/sh
# SPDX-License-Identifier: MIT
# Each message has a case in tests/errors and a page for `schemac explain`, and each page a message.
set -eu

# No input leads to these: they say that schemac itself is wrong. not-proved: a plan that does not do what it
# should; plan-loop: steps that wait for each other in a circle; not-formatted: a file that would not say the same.
exempt=" sql-no-parser not-proved plan-loop not-formatted "

cd "$(dirname "$0")/../.."
codes=$(sed -n 's/^DIAG([A-Z0-9_]*, *"\([^"]*\)".*/\1/p' grammar/base/diag.def | sort -u)
{
    for code in $codes; do
        case $exempt in *" $code "*) ;; *)
            [ -n "$(find "tests/errors/$code" -name '*.expected' 2>/dev/null)" ] || echo "no case: tests/errors/$code" ;;
        esac
        [ -s "docs/errors/$code.md" ] || echo "no page: docs/errors/$code.md"
    done
    for page in docs/errors/*.md; do
        [ -e "$page" ] || continue
        code=${page##*/}
        echo "$codes" | grep -qx "${code%.md}" || echo "no such message: $page"
    done
} | { ! grep .; }
