#!/bin/sh
# SPDX-License-Identifier: MIT
# Who may include whom (docs/architecture.md, "Layers"): a file includes its own layer and those left of
# it; what stands in one column never includes each other.
#   grammar/base  grammar  gen/model  gen/query  gen/check gen/diff gen/read  gen/plan  gen/emit  gen/try  gen/*.c
# gen/run and the runtime stand apart: gen/run sees the runtime's public header, the runtime nothing else.
set -eu
cd "$(dirname "$0")/../.."

find grammar gen runtime -name '*.[chyl]' -o -name '*.def' | sort | xargs -r awk '
function layer(path) {
    if (path ~ /\.(tab|lex)\.h$/) return "grammar" # made from grammar/*.y and *.l
    if (path ~ /^grammar\/base\//) return "grammar/base"
    if (path ~ /^gen\/[a-z_]+\//) { sub(/^gen\//, "", path); sub(/\/.*/, "", path); return "gen/" path }
    sub(/\/.*/, "", path)
    return path
}
BEGIN {
    split("grammar/base 1 grammar 2 gen/model 3 gen/query 4 gen/check 5 gen/diff 5 gen/read 5 gen/plan 6 gen/emit 7 gen/try 8 gen 9", word, " ")
    for (i = 1; i in word; i += 2) rank[word[i]] = word[i + 1]
}
FNR == 1 { here = layer(FILENAME); folder = FILENAME; sub(/[^\/]*$/, "", folder) }
/^[ \t]*#[ \t]*include[ \t]*"/ {
    path = $0; sub(/^[^"]*"/, "", path); sub(/".*/, "", path)
    if (path !~ /\// && path !~ /\.(tab|lex)\.h$/) path = folder path
    there = layer(path)
    if (there == here) fine = 1
    else if (here == "runtime") fine = 0
    else if (path == "runtime/schemac.h") fine = here ~ /^gen/
    else if (there == "runtime" || here == "gen/run") fine = 0
    else if (there == "gen/run") fine = here == "gen"
    else if (!(here in rank) || !(there in rank)) fine = 0
    else fine = rank[there] < rank[here]
    if (there == "gen/try" && here != "gen/try" && FILENAME != "gen/commands.c") fine = 0
    if (!fine) { print FILENAME ":" FNR ": " here " may not include " path; bad = 1 }
}
# The runtime has one door to each database: its driver, and the files named after it.
/^[ \t]*#[ \t]*include[ \t]*[<"](libpq-fe|sqlite3|postgres|sqlite)[a-z_]*\.h[>"]/ && here == "runtime" {
    if (FILENAME !~ /\/(driver_)?(postgres|sqlite)[a-z_]*\.[ch]$/) {
        print FILENAME ":" FNR ": only a driver may know a database"; bad = 1
    }
}
END { exit bad }'
