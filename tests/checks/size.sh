#!/bin/sh
# SPDX-License-Identifier: MIT
# A file or a function that one can no longer hold in mind is a fault: 600 lines and 80 lines; a grammar,
# which bison wants in one file, 1000.
# Functions are found by their braces in column 1 (see .clang-format).
set -eu
cd "$(dirname "$0")/../.."
find grammar gen runtime tests docs/examples -name '*.[chyl]' ! -path 'tests/cases/*' | xargs -r awk '
function file_end() { if (lines > (file ~ /\.y$/ ? 1000 : 600)) { print file ": " lines " lines"; bad = 1 } }
FNR == 1 { file_end(); file = FILENAME; begin = 0 }
{ lines = FNR }
/^\{/ && FNR > 1 { begin = FNR; name = before }
/^\}/ && begin {
    if (FNR - begin > 80) { print FILENAME ":" begin ": " FNR - begin " lines in " name; bad = 1 }
    begin = 0
}
{ before = $0 }
END { file_end(); exit bad }'
