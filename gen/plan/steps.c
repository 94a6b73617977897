// SPDX-License-Identifier: MIT
// Steps by the object they are of. Of a large schema few objects have one, so it is a hash, not an array.
#include <stdio.h>
#include <stdlib.h>

#include "gen/plan/private.h"

enum { FIRST_SIZE = 64 };

// The place of the key, or the empty one where it belongs. Keys are 1 + the object's id; 0 is empty.
static uint32_t find(const StepMap *map, uint32_t key)
{
    uint32_t mask = map->size - 1, at = key * 0x9e3779b1u & mask;
    while (map->keys[at] && map->keys[at] != key)
        at = (at + 1) & mask;
    return at;
}

static void widen(StepMap *map)
{
    StepMap wider = {.size = map->size ? map->size * 2 : FIRST_SIZE, .count = map->count};
    wider.keys = calloc(wider.size, sizeof *wider.keys);
    wider.steps = calloc(wider.size, sizeof *wider.steps);
    if (!wider.keys || !wider.steps) {
        fprintf(stderr, "schemac: out of memory\n");
        exit(2);
    }
    for (uint32_t at = 0; at < map->size; at++) {
        if (!map->keys[at])
            continue;
        uint32_t place = find(&wider, map->keys[at]);
        wider.keys[place] = map->keys[at];
        wider.steps[place] = map->steps[at];
    }
    steps_free(map);
    *map = wider;
}

Step *steps_get(const StepMap *map, const Object *object)
{
    return map->count ? map->steps[find(map, object->id + 1)] : NULL;
}

void steps_put(StepMap *map, const Object *object, Step *step)
{
    if ((map->count + 1) * 2 > map->size)
        widen(map);
    uint32_t at = find(map, object->id + 1);
    map->count += !map->keys[at];
    map->keys[at] = object->id + 1;
    map->steps[at] = step;
}

void steps_free(StepMap *map)
{
    free(map->keys);
    free(map->steps);
    *map = (StepMap){0};
}
