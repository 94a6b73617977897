// SPDX-License-Identifier: MIT
// The runner's commands alone, so that its tests need nothing of the compiler.
#include "gen/run/run.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    if (argc < 2 || !run_has_command(argv[1])) {
        fprintf(stderr, "usage: %s up|down|status|validate|verify --db URL\n", argv[0]);
        return 2;
    }
    return run_command(argc - 1, argv + 1);
}
