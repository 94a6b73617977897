// SPDX-License-Identifier: MIT
// Prints views, and the schema as a whole.
#include "random.h"

static void put_view_column(const Model *model, const View *view, int at)
{
    if (view->listed || view->aliased)
        printf("c%d", at);
    else if (view->view >= 0)
        put_view_column(model, &model->views[view->view], at);
    else
        put_column(&model->tables[view->table], view->columns[at]);
}

static void put_view_source(const Model *model, const View *view)
{
    if (view->table >= 0) {
        put_table_name(model, &model->tables[view->table]);
        return;
    }
    const View *under = &model->views[view->view];
    if (under->schema) {
        put(&model->schemas[under->schema].name);
        putchar('.');
    }
    put(&under->name);
}

static void put_source_column(const Model *model, const View *view, int at)
{
    if (view->table >= 0)
        put_column(&model->tables[view->table], view->columns[at]);
    else
        put_view_column(model, &model->views[view->view], at);
}

static void put_view_list(const Model *model, const View *view, const char *prefix)
{
    for (int at = 0; at < view->count; at++) {
        fputs(at ? ", " : "", stdout);
        fputs(prefix, stdout);
        put_source_column(model, view, at);
        if (view->aliased && !view->listed)
            printf(" as c%d", at);
    }
}

static void put_view_where(const Model *model, const View *view, const char *prefix)
{
    printf(" where %s", prefix);
    put_source_column(model, view, 0);
    printf(" is not null and %d = %d", view->number, view->number);
}

static void put_view_query(const Model *model, const View *view)
{
    switch (view->form) {
    case 0:
        printf("select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        put_view_where(model, view, "");
        break;
    case 1:
        printf("select ");
        put_view_list(model, view, "a.");
        printf(" from ");
        put_view_source(model, view);
        printf(" a left join ");
        put_view_source(model, view);
        printf(" as b on a.");
        put_source_column(model, view, 0);
        printf(" = b.");
        put_source_column(model, view, 0);
        break;
    case 2:
        printf("select ");
        put_view_list(model, view, "t.");
        printf("\n    from (select ");
        for (int at = 0; at < view->count; at++) {
            fputs(at ? ", " : "", stdout);
            put_source_column(model, view, at);
        }
        printf(" from ");
        put_view_source(model, view);
        printf(") t");
        put_view_where(model, view, "t.");
        break;
    case 3:
        printf("with w as (select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        printf(") select * from w");
        break;
    case 4:
        printf("select ");
        put_view_list(model, view, "x.");
        printf(" from ");
        put_view_source(model, view);
        printf(" x where exists (select 1 from ");
        put_view_source(model, view);
        printf(" y where y.");
        put_source_column(model, view, 0);
        printf(" = x.");
        put_source_column(model, view, 0);
        printf(" and %d > 0)", view->number + 1);
        break;
    case 5:
        printf("select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        printf(" union all select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        break;
    default:
        printf("select ");
        put_view_list(model, view, "");
        printf(" from ");
        put_view_source(model, view);
        printf(" group by ");
        for (int at = 0; at < view->count; at++) {
            fputs(at ? ", " : "", stdout);
            put_source_column(model, view, at);
        }
        printf(" having count(*) > %d", view->number);
        break;
    }
}

static void put_view(const Model *model, int which)
{
    const View *view = &model->views[which];
    put_comment(view->comment, "");
    printf("view ");
    put_declared(&view->name);
    put_old_home(model, &view->name, view->schema, view->old_schema);
    if (view->listed) {
        printf(" (");
        for (int at = 0; at < view->count; at++)
            printf("%sc%d", at ? ", " : "", at);
        printf(")");
    }
    printf(" as $$ ");
    put_view_query(model, view);
    printf(" $$;\n");
}

static void put_migration(const Model *model, int which)
{
    (void)model;
    (void)which;
    printf("migration \"2\" next_release {\n%s}\n", block);
}

static void put_mixin(const Model *model, int which)
{
    (void)which;
    printf("mixin stamps {\n    stamped_at timestamp = '2024-01-0%d 00:00:00';\n", model->mixin_default);
    printf(
        "    /// Who did it.\n    stamped_by text? check (stamped_by <> '');\n    index (stamped_at);\n}\n");
}

static int list_declarations(const Model *model, Declaration *list)
{
    int count = 0;
    if (model->mixin)
        list[count++] = (Declaration){put_mixin, 0, 0};
    for (int at = 0; at < model->enum_count; at++)
        if (!model->enums[at].gone)
            list[count++] = (Declaration){put_enum, at, model->enums[at].schema};
    for (int at = 0; at < model->domain_count; at++)
        if (!model->domains[at].gone)
            list[count++] = (Declaration){put_domain, at, model->domains[at].schema};
    for (int at = 0; at < model->table_count; at++)
        if (!model->tables[at].gone) {
            list[count++] = (Declaration){put_table, at, model->tables[at].schema};
            if (model->tables[at].seeded)
                list[count++] = (Declaration){put_seed, at, model->tables[at].schema};
        }
    for (int at = 0; at < model->view_count; at++)
        if (!model->views[at].gone)
            list[count++] = (Declaration){put_view, at, model->views[at].schema};
    count += list_routines(model, list + count);
    if (block_length)
        list[count++] = (Declaration){put_migration, 0, 0};
    return count;
}

static void shuffle(Declaration *list, int count)
{
    for (int at = count - 1; at > 0; at--) {
        int other = below(at + 1);
        Declaration kept = list[at];
        list[at] = list[other];
        list[other] = kept;
    }
}

void put_model(const Model *model, int shuffled)
{
    Declaration list[MAX_DECLARATIONS];
    int count = list_declarations(model, list);
    if (shuffled) {
        state = mix(99, (uint64_t)shuffled);
        shuffle(list, count);
    }
    if (respelled)
        printf("/* the same in other words */\n");
    printf("dialect %s;\n", sqlite ? "sqlite" : "postgres");
    if (irreversible)
        printf("// irreversible\n");
    for (int at = 1; at < model->schema_count; at++) {
        if (model->schemas[at].gone)
            continue;
        put_comment(model->schemas[at].comment, "");
        printf("schema ");
        put_declared(&model->schemas[at].name);
        put_was(&model->schemas[at].name);
        printf(" { }\n");
    }
    for (int at = 0; at < count; at++) {
        if (list[at].schema) {
            printf("schema ");
            put(&model->schemas[list[at].schema].name);
            printf(" {\n");
        }
        list[at].put(model, list[at].which);
        fputs(list[at].schema ? "}\n" : "", stdout);
    }
}
