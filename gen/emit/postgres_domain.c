// SPDX-License-Identifier: MIT
// A domain with another base, or a composite type with other attributes. PostgreSQL cannot alter that, so the
// old type is put aside as it is, for tables that are put aside have it still, and a new one takes its name.
#include "gen/emit/postgres_type.h"

// Several domains may be on their way out at once.
static const char *name_gone(const Emit *emit)
{
    const Object *domain = emit->step->to;
    uint64_t hash = hash_bytes(0, domain->name->text, domain->name->length);
    hash = hash_bytes(hash, object_schema(domain)->name->text, object_schema(domain)->name->length);
    return arena_print(emit->arena, "schemac_gone_%08x", (unsigned)hash);
}

// Down, the last column has the old domain again.
void pg_rebuild_type(Emit *emit)
{
    TypeSwap swap = pg_type_swap(emit, name_gone(emit));
    if (emit->down) {
        text_printf(emit->out, "DROP %s %s;\n", swap.before->kind == KIND_DOMAIN ? "DOMAIN" : "TYPE",
                    swap.passage.bytes);
    } else {
        text_printf(emit->out, "ALTER TYPE %s RENAME TO %s;\n", swap.path.bytes, swap.gives_way);
        pg_create(emit, swap.after);
        if (swap.before->kind == swap.after->kind)
            pg_copy_type_rights(emit, &swap);
        pg_put_type_aside(emit, &swap);
    }
    pg_type_swap_free(&swap);
}

void pg_return_type(Emit *emit)
{
    TypeSwap swap = pg_type_swap(emit, name_gone(emit));
    text_printf(emit->out, "ALTER TYPE %s RENAME TO %s;\n", swap.path.bytes, swap.gives_way);
    pg_bring_type_back(emit, &swap);
    if (swap.before->kind == swap.after->kind)
        pg_copy_type_rights(emit, &swap);
    pg_type_swap_free(&swap);
}
