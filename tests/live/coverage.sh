#!/bin/bash
# SPDX-License-Identifier: MIT
# Every cell of docs/coverage.md on a server, and whether that page is the one that the compiler makes.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
bash "$here/../coverage/run.sh" --page
