// SPDX-License-Identifier: MIT
// Writes a random but valid schema, the same bytes for the same seeds on every machine:
//   random_schema SEED [--dialect sqlite] [--off NAME,…]   the schema
//   random_schema SEED --evolve SEED2                      the same after a release, with its migration block
//   random_schema SEED --rows                              INSERTs for the schema (not the evolved one)
//   … --bare                                               without the migration block
//   … --respell                                            with other aliases of types, names quoted or not
//   … --shuffle SEED3                                      its declarations in another order
//   random_schema --list                                   the names that --off knows
#include "random.h"

Model old, now;
bool sqlite, irreversible, respelled;
char block[MAX_BLOCK];
int block_length, names_given, identities;
uint64_t state;
const char *off = "";

int main(int argc, char **argv)
{
    int seed = 0, evolution = 0, shuffled = 0;
    bool rows = false, bare = false;
    for (int at = 1; at < argc; at++) {
        if (strcmp(argv[at], "--list") == 0)
            return list_features();
        const char *value = at + 1 < argc ? argv[at + 1] : "";
        if (strcmp(argv[at], "--evolve") == 0)
            evolution = atoi(value), at++;
        else if (strcmp(argv[at], "--shuffle") == 0)
            shuffled = atoi(value), at++;
        else if (strcmp(argv[at], "--dialect") == 0)
            sqlite = strcmp(value, "sqlite") == 0, at++;
        else if (strcmp(argv[at], "--off") == 0)
            off = value, at++;
        else if (strcmp(argv[at], "--respell") == 0)
            respelled = true;
        else if (strcmp(argv[at], "--bare") == 0)
            bare = true;
        else if (strcmp(argv[at], "--rows") == 0)
            rows = true;
        else
            seed = atoi(argv[at]);
    }
    state = mix(1, (uint64_t)seed);
    make_model(&old);
    if (rows) {
        put_rows(&old);
        return 0;
    }
    now = old;
    if (evolution) {
        state = mix(2, (uint64_t)evolution);
        evolve();
    }
    if (bare)
        block_length = 0;
    put_model(&now, shuffled);
    return 0;
}
