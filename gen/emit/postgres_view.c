// SPDX-License-Identifier: MIT
// A view that is made anew keeps what the schema does not state: its owner, its grants (of columns too),
// and the options, defaults and comments of which neither the old schema nor the new one says anything.
// They are read from the catalogue before the drop and given back after the create.
#include <string.h>

#include "gen/emit/postgres.h"

bool pg_is_remade(const Emit *emit, const Object *view)
{
    const Match *match = &emit->changes->match;
    const Model *from = emit->changes->from;
    bool old = view->id < from->count && from->objects[view->id] == view;
    return old ? match_new(match, view) != NULL : match_old(match, view) != NULL;
}

// A view is remembered under the name that it has last.
static void put_key(const Emit *emit, const Object *view)
{
    const Match *match = &emit->changes->match;
    const Model *from = emit->changes->from;
    bool old = view->id < from->count && from->objects[view->id] == view;
    const Object *last = old ? match_new(match, view) : view;
    const char *path = object_path(emit->arena, last);
    sql_literal(emit->out, path, strlen(path));
}

void pg_save_begin(Emit *emit, const Object *object)
{
    PUT(emit, "CREATE TEMPORARY TABLE IF NOT EXISTS schemac_view (view text, command text) ON COMMIT DROP;\n"
              "INSERT INTO schemac_view SELECT ");
    put_key(emit, object);
    text_printf(emit->out, ", c.command FROM %s AS v CROSS JOIN LATERAL (\n",
                object->kind == KIND_VIEW ? "pg_class" : "pg_proc");
}

// What it gets by default privileges when it comes again is taken, as it has none of that; and whoever got a
// right from another than the owner gets it from him again.
void pg_save_rights(Emit *emit, const char *prefix, const char *kind, char letter)
{
    static const char ROLE[] = "CASE %s WHEN 0 THEN 'PUBLIC' ELSE "
                               "replace(quote_ident(pg_get_userbyid(%s)), '%%', '%%%%') END";
    const char *to = arena_print(emit->arena, ROLE, "a.grantee", "a.grantee");
    const char *from = arena_print(emit->arena, ROLE, "r.id", "r.id");
    text_printf(
        emit->out,
        "    UNION ALL SELECT format('REVOKE ALL ON %s%%%%s FROM %%s', %s)\n"
        "        FROM (SELECT v.%sowner UNION SELECT 0 UNION SELECT e.grantee\n"
        "              FROM pg_default_acl AS d CROSS JOIN LATERAL aclexplode(d.defaclacl) AS e) AS r (id)\n"
        "        WHERE v.%sacl IS NOT NULL OR EXISTS (SELECT FROM pg_default_acl)\n",
        kind, from, prefix, prefix);
    text_printf(emit->out,
                "    UNION ALL SELECT format(CASE WHEN a.grantor = v.%sowner THEN '%%s%%s' ELSE "
                "'SET LOCAL ROLE %%s; %%s; RESET ROLE' END,\n"
                "            CASE WHEN a.grantor <> v.%sowner THEN "
                "replace(quote_ident(pg_get_userbyid(a.grantor)), '%%', '%%%%') END,\n"
                "            format('GRANT %%s ON %s%%%%s TO %%s%%s', a.privilege_type, %s,\n"
                "            CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END))\n",
                prefix, prefix, kind, to);
    text_printf(emit->out,
                "        FROM (SELECT * FROM aclexplode(coalesce(v.%sacl, CASE WHEN EXISTS (SELECT FROM "
                "pg_default_acl)\n"
                "            THEN acldefault('%c', v.%sowner) END)) ORDER BY grantor <> v.%sowner) AS a\n",
                prefix, letter, prefix, prefix);
}

static const Object *other_end(const Emit *emit, const Object *view)
{
    const Model *from = emit->changes->from;
    bool old = view->id < from->count && from->objects[view->id] == view;
    return old ? match_new(&emit->changes->match, view) : match_old(&emit->changes->match, view);
}

static void put_said_columns(const Object *view, Text *names)
{
    for (const Object *child = view ? object_first(view) : NULL; child; child = child->next)
        if (child->kind == KIND_VIEW_COLUMN) {
            text_puts(names, names->length ? ", " : " AND k.attname NOT IN (");
            sql_literal(names, child->name->text, child->name->length);
        }
}

// What neither schema says.
static void put_unsaid(Emit *emit, const Object *view)
{
    const Object *other = other_end(emit, view);
    Text names = {0};
    put_said_columns(view, &names);
    put_said_columns(other, &names);
    text_puts(&names, names.length ? ")" : "");
    const View *one = AS(const View, view), *two = AS(const View, other);
    bool options = table_rare(view)->options.count || table_rare(other)->options.count;
    if (!options && one->materialized == two->materialized)
        text_printf(
            emit->out,
            "    UNION ALL SELECT format('ALTER %s %%%%s SET (%%s)', array_to_string(v.reloptions, ', '))\n"
            "        WHERE v.reloptions IS NOT NULL\n",
            one->materialized ? "MATERIALIZED VIEW" : "VIEW");
    text_printf(
        emit->out,
        "    UNION ALL SELECT format('COMMENT ON COLUMN %%%%s.%%s IS %%L', replace(quote_ident(k.attname), "
        "'%%', '%%%%'), replace(d.description, '%%', '%%%%'))\n"
        "        FROM pg_description AS d JOIN pg_attribute AS k ON k.attrelid = d.objoid AND k.attnum = "
        "d.objsubid\n"
        "        WHERE d.objoid = v.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid > 0%s\n",
        text_string(&names));
    if (!one->materialized && !two->materialized)
        text_printf(
            emit->out,
            "    UNION ALL SELECT format('ALTER VIEW %%%%s ALTER COLUMN %%s SET DEFAULT %%s', "
            "replace(quote_ident(k.attname), '%%', '%%%%'),\n"
            "            replace(pg_get_expr(d.adbin, d.adrelid), '%%', '%%%%'))\n"
            "        FROM pg_attrdef AS d JOIN pg_attribute AS k ON k.attrelid = d.adrelid AND k.attnum = "
            "d.adnum\n"
            "        WHERE d.adrelid = v.oid%s\n",
            text_string(&names));
    text_free(&names);
}

void pg_view_save(Emit *emit, const Object *view)
{
    Text path = {0}, literal = {0};
    if (!pg_is_remade(emit, view))
        return;
    sql_path(emit, &path, view);
    sql_literal(&literal, path.bytes, path.length);
    pg_save_begin(emit, view);
    text_printf(emit->out, "    SELECT format('ALTER TABLE %%%%s OWNER TO %%s', "
                           "replace(quote_ident(pg_get_userbyid(v.relowner)), '%%', '%%%%')) AS command\n");
    pg_save_rights(emit, "rel", "", 'r');
    text_printf(emit->out,
                "    UNION ALL SELECT format('GRANT %%s (%%s) ON %%%%s TO %%s%%s', a.privilege_type,\n"
                "            replace(quote_ident(k.attname), '%%', '%%%%'),\n"
                "            CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE "
                "replace(quote_ident(pg_get_userbyid(a.grantee)), '%%', '%%%%') END,\n"
                "            CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)\n"
                "        FROM pg_attribute AS k CROSS JOIN LATERAL aclexplode(k.attacl) AS a\n"
                "        WHERE k.attrelid = v.oid\n");
    put_unsaid(emit, view);
    text_printf(emit->out,
                "    UNION ALL SELECT replace(pg_get_triggerdef(g.oid), '%%', '%%%%') FROM pg_trigger AS g\n"
                "        WHERE g.tgrelid = v.oid AND NOT g.tgisinternal\n"
                "    UNION ALL SELECT format('COMMENT ON TRIGGER %%s ON %%%%s IS %%L', "
                "replace(quote_ident(g.tgname), "
                "'%%', '%%%%'), replace(d.description, '%%', '%%%%'))\n"
                "        FROM pg_trigger AS g JOIN pg_description AS d ON d.objoid = g.oid AND d.classoid = "
                "'pg_trigger'::regclass\n"
                "        WHERE g.tgrelid = v.oid AND NOT g.tgisinternal\n"
                "    UNION ALL SELECT replace(pg_get_ruledef(r.oid), '%%', '%%%%') FROM pg_rewrite AS r\n"
                "        WHERE r.ev_class = v.oid AND r.rulename <> '_RETURN'\n"
                ") AS c WHERE v.oid = %s::regclass;\n",
                literal.bytes);
    text_free(&path);
    text_free(&literal);
}

// A grant for a column that the new view lacks has nothing to be given back to.
void pg_restore(Emit *emit, const Object *view)
{
    Text path = {0}, literal = {0};
    if (!pg_is_remade(emit, view))
        return;
    if (object_is_routine(view))
        pg_routine(emit, &path, view);
    else
        sql_path(emit, &path, view);
    sql_literal(&literal, path.bytes, path.length);
    PUT(emit, "DO $schemac$ DECLARE saved record; BEGIN\n"
              "    FOR saved IN SELECT command FROM schemac_view WHERE view = ");
    put_key(emit, view);
    text_printf(emit->out,
                " LOOP\n"
                "        BEGIN EXECUTE format(saved.command, %s);\n"
                "        EXCEPTION WHEN undefined_column THEN NULL; END;\n"
                "    END LOOP;\n"
                "END $schemac$;\n",
                literal.bytes);
    text_free(&path);
    text_free(&literal);
}
