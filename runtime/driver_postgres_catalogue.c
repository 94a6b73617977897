// SPDX-License-Identifier: MIT
#include "driver_postgres.h"

#include <string.h>

// Both names are given by to_regclass and to_regtype, so the cost is that of the objects asked for, not
// that of the whole catalogue.
static const char catalogue_sql[] =
    "), rel AS (SELECT DISTINCT to_regclass(name)::oid AS oid FROM wanted"
    " WHERE kind NOT IN ('type', 'extension', 'function', 'procedure')),"
    " typ AS (SELECT DISTINCT to_regtype(name)::oid AS oid FROM wanted WHERE kind = 'type')"
    " SELECT CASE WHEN c.relkind IN ('r', 'p', 'f') THEN 'table' WHEN c.relkind IN ('v', 'm') THEN 'view'"
    " WHEN c.relkind IN ('i', 'I') THEN 'index' WHEN c.relkind = 'S' THEN 'sequence' ELSE 'relation' END,"
    " n.nspname, c.relname, NULL::text, ''" // or else it would be a name, which is cut
    " FROM rel JOIN pg_catalog.pg_class c USING (oid)"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " UNION ALL SELECT 'column', n.nspname, c.relname, a.attname,"
    " pg_catalog.format_type(a.atttypid, a.atttypmod)"
    " || CASE WHEN a.attnotnull THEN ' not null' ELSE ' null' END"
    " FROM rel JOIN pg_catalog.pg_class c USING (oid)"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
    " WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped"
    " UNION ALL SELECT 'constraint', n.nspname, c.relname, k.conname, ''"
    " FROM rel JOIN pg_catalog.pg_class c USING (oid)"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid"
    " UNION ALL SELECT 'trigger', n.nspname, c.relname, g.tgname, ''"
    " FROM rel JOIN pg_catalog.pg_class c USING (oid)"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_trigger g ON g.tgrelid = c.oid AND NOT g.tgisinternal"
    " UNION ALL SELECT 'policy', n.nspname, c.relname, o.polname, ''"
    " FROM rel JOIN pg_catalog.pg_class c USING (oid)"
    " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
    " JOIN pg_catalog.pg_policy o ON o.polrelid = c.oid"
    " UNION ALL SELECT CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END, n.nspname, p.proname,"
    " '(' || pg_catalog.oidvectortypes(p.proargtypes) || ')', ''"
    " FROM (SELECT DISTINCT home, part FROM wanted WHERE kind IN ('function', 'procedure')) w"
    " JOIN pg_catalog.pg_namespace n ON n.nspname = w.home"
    " JOIN pg_catalog.pg_proc p ON p.pronamespace = n.oid AND p.proname = w.part"
    " UNION ALL SELECT 'extension', n.nspname, e.extname, NULL, ''"
    " FROM wanted w JOIN pg_catalog.pg_extension e ON e.extname = w.part"
    " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE w.kind = 'extension'"
    " UNION ALL SELECT 'type', n.nspname, t.typname, NULL, ''"
    " FROM typ JOIN pg_catalog.pg_type t USING (oid)"
    " JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typarray <> 0 OR t.typtype = 'p';";

static void add_wanted(SrText *sql, const SrObjectList *wanted)
{
    SrText name = {0};
    for (size_t i = 0; i < wanted->count; i++) {
        const SrObject *object = &wanted->items[i];
        sr_text_clear(&name);
        sr_text_ident(&name, object->parts[0]);
        if (object->parts[1]) {
            sr_text_puts(&name, ".");
            sr_text_ident(&name, object->parts[1]);
        }
        sr_text_puts(sql, i ? ", (" : "(");
        sr_text_literal(sql, sr_text_string(&name));
        sr_text_puts(sql, ", ");
        sr_text_literal(sql, object->kind);
        sr_text_puts(sql, ", ");
        sr_text_literal(sql, object->parts[0]);
        sr_text_puts(sql, ", ");
        sr_text_literal(sql, object->parts[1] ? object->parts[1] : "");
        sr_text_puts(sql, ")");
    }
    sql->failed = sql->failed || name.failed;
    sr_text_free(&name);
}

// Types are spelt with their schema only where the search path does not reach it, so it is emptied; a
// savepoint (or a transaction of its own) puts it back. All is one message.
static void write_message(SrText *sql, const SrObjectList *wanted, bool inside)
{
    sr_text_puts(sql, inside ? "SAVEPOINT schemac_catalogue;" : "BEGIN READ ONLY;");
    sr_text_puts(sql, "SET LOCAL search_path = '';WITH wanted (name, kind, home, part) AS (VALUES ");
    add_wanted(sql, wanted);
    sr_text_puts(sql, catalogue_sql);
    sr_text_puts(sql, inside ? "ROLLBACK TO schemac_catalogue;RELEASE schemac_catalogue" : "ROLLBACK");
}

static SchemacCode take_objects(const SrLink *link, const PGresult *result, SrObjectList *found,
                                SchemacError *error)
{
    for (int i = 0; i < link->pq.ntuples(result); i++) {
        SrObject object = {
            .kind = link->pq.getvalue(result, i, 0),
            .parts = {link->pq.getvalue(result, i, 1), link->pq.getvalue(result, i, 2)},
            .rest = link->pq.getvalue(result, i, 4),
        };
        if (!link->pq.getisnull(result, i, 3))
            object.parts[2] = link->pq.getvalue(result, i, 3);
        if (!sr_object_add(found, &object))
            return sr_fail_memory(error);
    }
    return SCHEMAC_OK;
}

SchemacCode sr_postgres_catalogue(SrLink *link, const SrObjectList *wanted, bool inside, SrObjectList *found,
                                  SchemacError *error)
{
    SrText sql = {0};
    PGresult *result;
    write_message(&sql, wanted, inside);
    SchemacCode code = SCHEMAC_OK;
    if (sql.failed)
        code = sr_fail_memory(error);
    else if (!link->pq.sendQuery(link->connection, sql.bytes))
        code = sr_postgres_fail(link, NULL, error);
    sr_text_free(&sql);
    if (code)
        return code;
    while ((result = link->pq.getResult(link->connection))) {
        ExecStatusType status = link->pq.resultStatus(result);
        if (status == PGRES_TUPLES_OK && !code)
            code = take_objects(link, result, found, error);
        else if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && !code)
            code = sr_postgres_fail(link, result, error);
        link->pq.clear(result);
        if (link->pq.status(link->connection) == CONNECTION_BAD)
            break;
    }
    if (code && !inside && link->pq.transactionStatus(link->connection) == PQTRANS_INERROR)
        link->pq.clear(link->pq.exec(link->connection, "ROLLBACK"));
    return code;
}
