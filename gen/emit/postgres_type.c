// SPDX-License-Identifier: MIT
// A type that another takes the place of.
#include "gen/emit/postgres_type.h"

#include <stdio.h>
#include <string.h>

#include "gen/model/names.h"

// Names in the stash are those of all schemas.
static const char *name_aside(const Emit *emit, const char *schema, const char *name)
{
    char both[2 * NAME_BYTES + 2];
    int length = snprintf(both, sizeof both, "%s.%s", schema, name);
    return arena_print(emit->arena, "schemac_old_%08x", (unsigned)hash_bytes(0, both, (size_t)length));
}

TypeSwap pg_type_swap(const Emit *emit, const char *gone)
{
    TypeSwap swap = {.before = step_before(emit), .after = step_after(emit)};
    swap.schema = name_now(emit, object_schema(object_now(emit, swap.after)));
    swap.name = name_now(emit, swap.after);
    swap.aside = name_aside(emit, swap.schema, swap.name);
    sql_path(emit, &swap.path, swap.after);
    sql_ident(&swap.passage, swap.schema);
    swap.gives_way = emit->down ? gone : swap.aside;
    text_printf(&swap.passage, ".%s", swap.gives_way);
    return swap;
}

void pg_type_swap_free(TypeSwap *swap)
{
    text_free(&swap->path);
    text_free(&swap->passage);
}

// The new type gets the rights of the old one.
void pg_copy_type_rights(Emit *emit, const TypeSwap *swap)
{
    Text from = {0}, to = {0};
    sql_literal(&from, swap->passage.bytes, swap->passage.length);
    sql_literal(&to, swap->path.bytes, swap->path.length);
    text_printf(emit->out,
                "DO $schemac$ DECLARE a record; BEGIN\n"
                "    IF (SELECT typacl IS NOT NULL FROM pg_type WHERE oid = %s::regtype) THEN\n"
                "        EXECUTE format('REVOKE ALL ON TYPE %%s FROM PUBLIC', %s);\n"
                "    END IF;\n"
                "    FOR a IN SELECT r.* FROM pg_type CROSS JOIN LATERAL aclexplode(typacl) AS r\n"
                "            WHERE pg_type.oid = %s::regtype LOOP\n"
                "        EXECUTE format('GRANT USAGE ON TYPE %%s TO %%s%%s', %s,\n"
                "            CASE a.grantee WHEN 0 THEN 'PUBLIC'\n"
                "                ELSE quote_ident(pg_get_userbyid(a.grantee)) END,\n"
                "            CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END);\n"
                "    END LOOP;\n"
                "END $schemac$;\n",
                from.bytes, to.bytes, from.bytes, to.bytes);
    text_free(&from);
    text_free(&to);
}

void pg_put_type_aside(Emit *emit, const TypeSwap *swap)
{
    PUT(emit, "ALTER TYPE ");
    PUT(emit, swap->passage.bytes);
    PUT(emit, " SET SCHEMA ");
    sql_ident(emit->out, emit->plan->stash);
    PUT(emit, ";\n");
}

void pg_bring_type_back(Emit *emit, const TypeSwap *swap)
{
    PUT(emit, "ALTER TYPE ");
    sql_ident(emit->out, emit->plan->stash);
    PUT(emit, ".");
    sql_ident(emit->out, swap->aside);
    PUT(emit, " SET SCHEMA ");
    sql_ident(emit->out, swap->schema);
    PUT(emit, ";\nALTER TYPE ");
    sql_ident(emit->out, swap->schema);
    PUT(emit, ".");
    sql_ident(emit->out, swap->aside);
    PUT(emit, " RENAME TO ");
    sql_ident(emit->out, swap->name);
    PUT(emit, ";\n");
}
