// SPDX-License-Identifier: MIT
#include "gen/read/print_sch.h"

#include <string.h>

#include "gen/model/caps.h"
#include "gen/read/print.h"

static void put(Print *print, const char *text)
{
    text_puts(print->out, text);
}

static void end_declaration(Print *print)
{
    arena_free(&print->scratch);
    print->scratch = (Arena){0};
}

// A blank line between declarations, none at the beginning of a block.
static void begin_declaration(Print *print)
{
    const Text *out = print->out;
    bool opened = out->length >= 2 && !memcmp(out->bytes + out->length - 2, "{\n", 2);
    if (out->length && !opened)
        put(print, "\n");
}

// A name as a statement by itself gives it.
static const char *bare(Print *print, const char *name)
{
    Text text = {0}, *out = print->out;
    print->out = &text;
    show_name(print, name);
    print->out = out;
    const char *kept = arena_copy(&print->scratch, text_string(&text), text.length);
    text_free(&text);
    return kept;
}

static void put_enum(Print *print, const ReadEnum *of)
{
    show_comment(print, false, of->comment);
    put(print, print->indent);
    show_owner(print, of->rights);
    put(print, "enum ");
    show_name(print, of->name);
    put(print, of->labels.count ? "" : " {");
    for (size_t at = 0; at < of->labels.count; at++) {
        put(print, at ? ", " : " { ");
        show_label(print, of->labels.at[at]);
    }
    put(print, " }\n");
    show_grants_on(print, of->rights, RIGHTS_TYPE, "type ", bare(print, of->name));
}

// The server copies the default of the domain under it, which need not be said again.
static bool is_of_base(const Print *print, const ReadDomain *domain)
{
    const ReadType *type = &domain->type;
    for (const ReadDomain *base = print->catalogue->domains; type->name && !type->dims && base;
         base = base->next)
        if (!strcmp(base->name, type->name) && base->default_ && !strcmp(base->default_, domain->default_) &&
            (!type->schema || !strcmp(base->schema, type->schema)))
            return true;
    return false;
}

static void put_domain_check(Print *print, const ReadDomain *domain, const ReadConstraint *check)
{
    put(print, " check ");
    if (names_domain_check(print, domain, check)) {
        show_bare_name(print, check->name);
        put(print, " ");
    }
    put(print, "(");
    show_sql(print, check->expression, NULL, NULL);
    put(print, ")");
}

// Is more said of it than stands behind its type?
static bool has_block(const ReadConstraint *check)
{
    return check->comment || check->not_valid;
}

static void put_domain(Print *print, const ReadDomain *domain)
{
    show_comment(print, false, domain->comment);
    put(print, print->indent);
    show_owner(print, domain->rights);
    put(print, "type ");
    show_name(print, domain->name);
    put(print, " = ");
    show_type(print, &domain->type);
    put(print, domain->not_null ? " !" : "");
    if (domain->default_ && !is_of_base(print, domain)) {
        put(print, " ");
        show_default(print, domain->default_, NULL, &domain->type);
    }
    if (domain->collation) {
        put(print, " collate ");
        show_name(print, domain->collation);
    }
    bool block = false;
    print->value = &domain->type;
    for (const ReadConstraint *check = domain->checks; check; check = check->next)
        if (has_block(check))
            block = true;
        else
            put_domain_check(print, domain, check);
    put(print, block ? " {\n" : ";\n");
    for (const ReadConstraint *check = domain->checks; check && block; check = check->next)
        if (has_block(check)) {
            show_comment(print, true, check->comment);
            text_printf(print->out, "%s   ", print->indent);
            put_domain_check(print, domain, check);
            put(print, check->not_valid ? " not valid;\n" : ";\n");
        }
    if (block)
        text_printf(print->out, "%s}\n", print->indent);
    print->value = NULL;
    show_grants_on(print, domain->rights, RIGHTS_TYPE, "type ", bare(print, domain->name));
}

static void put_view(Print *print, const ReadView *view)
{
    const char *query = view->query + strspn(view->query, " \t\r\n");
    size_t length = strlen(query);
    while (length && strchr("; \t\r\n", query[length - 1]))
        length--;
    const char *line = memchr(query, '\n', length) ? "\n" : " ";
    const char *quote = show_quote(print, query, "view");
    show_comment(print, false, view->comment);
    put(print, print->indent);
    show_owner(print, view->rights);
    put(print, view->materialized ? "materialized view " : "view ");
    show_name(print, view->name);
    if (view->columns.count) {
        put(print, " ");
        show_list(print, &view->columns);
    }
    show_table_storage(print, &view->rows);
    put(print, view->no_data ? " no data" : "");
    text_printf(print->out, " as %s%s", quote, line);
    text_add(print->out, query, length);
    text_printf(print->out, "%s%s%s", line, *line == '\n' ? print->indent : "", quote);
    if (show_has_said(view) || show_has_members(print, view->rights)) {
        put(print, " {\n");
        show_view_members(print, view);
        show_triggers(print, view->schema, NULL, view->triggers);
        show_view_grants(print, view);
        text_printf(print->out, "%s}\n", print->indent);
    } else {
        put(print, ";\n");
    }
    show_relation_revokes(print, view->rights, view->name);
}

static void put_definition_grants(Print *print, const ReadDefinition *definition)
{
    bool table = definition->of == RIGHTS_RELATION;
    const char *kind = table ? "" : arena_print(&print->scratch, "%s ", rights_word(definition->of));
    show_grants_on(print, definition->rights, definition->of, kind,
                   definition->path ? definition->path : bare(print, definition->name));
}

static void put_definition(Print *print, const ReadDefinition *definition)
{
    const char *line = strchr(definition->text, '\n') ? "\n" : " ";
    const char *quote = show_quote(print, definition->text, "sql");
    show_comment(print, false, definition->comment);
    put(print, print->indent);
    if (definition->of != RIGHTS_NONE)
        show_owner(print, definition->rights);
    put(print, "sql ");
    show_name(print, definition->name);
    text_printf(print->out, " %s%s%s%s%s%s;\n", quote, line, definition->text, line,
                *line == '\n' ? print->indent : "", quote);
    if (definition->of != RIGHTS_NONE && definition->of != RIGHTS_OWNED && definition->rights)
        put_definition_grants(print, definition);
}

static bool is_here(const Print *print, const char *schema)
{
    return !strcmp(schema, print->schema);
}

// Short ones stand together.
static void begin_short(Print *print, bool *first)
{
    if (*first)
        begin_declaration(print);
    *first = false;
}

// On one line, unless an attribute has a comment.
static void put_composite(Print *print, const ReadComposite *of)
{
    bool lines = false;
    for (const ReadColumn *at = of->attributes; at; at = at->next)
        lines = lines || at->comment;
    show_comment(print, false, of->comment);
    show_owner(print, of->rights);
    text_printf(print->out, "%stype ", print->indent);
    show_name(print, of->name);
    put(print, " as (");
    for (const ReadColumn *at = of->attributes; at; at = at->next) {
        put(print, at == of->attributes ? "" : lines ? "," : ", ");
        put(print, lines ? "\n" : "");
        show_comment(print, true, at->comment);
        text_printf(print->out, "%s", lines ? print->indent : "");
        put(print, lines ? "    " : "");
        show_name(print, at->name);
        put(print, " ");
        show_type(print, &at->type);
        if (at->collation) {
            put(print, " collate ");
            show_name(print, at->collation);
        }
    }
    put(print, ");\n");
    show_grants_on(print, of->rights, RIGHTS_TYPE, "type ", bare(print, of->name));
}

static void put_range(Print *print, const ReadRange *of)
{
    show_comment(print, false, of->comment);
    show_owner(print, of->rights);
    text_printf(print->out, "%stype ", print->indent);
    show_name(print, of->name);
    put(print, " as range (subtype = ");
    show_type(print, &of->type);
    if (of->class)
        text_printf(print->out, ", subtype_opclass = %s", of->class);
    if (of->collation) {
        put(print, ", collation = ");
        show_bare_name(print, of->collation);
    }
    if (of->difference)
        text_printf(print->out, ", subtype_diff = %s", of->difference);
    if (of->canonical)
        text_printf(print->out, ", canonical = %s", of->canonical);
    if (of->multirange) {
        put(print, ", multirange_type_name = ");
        show_bare_name(print, of->multirange);
    }
    put(print, ");\n");
    show_grants_on(print, of->rights, RIGHTS_TYPE, "type ", bare(print, of->name));
}

static void put_short_objects(Print *print)
{
    const Catalogue *catalogue = print->catalogue;
    bool extensions = true, types = true, sequences = true;
    for (const ReadExtension *at = catalogue->extensions; at; at = at->next)
        if (is_here(print, at->schema)) {
            begin_short(print, &extensions);
            show_extension(print, at);
        }
    for (const ReadEnum *at = catalogue->enums; at; at = at->next)
        if (is_here(print, at->schema)) {
            begin_short(print, &types);
            put_enum(print, at);
        }
    for (const ReadDomain *at = catalogue->domains; at; at = at->next)
        if (is_here(print, at->schema)) {
            begin_short(print, &types);
            put_domain(print, at);
            end_declaration(print);
        }
    for (const ReadComposite *at = catalogue->composites; at; at = at->next)
        if (is_here(print, at->schema)) {
            begin_short(print, &types);
            put_composite(print, at);
        }
    for (const ReadRange *at = catalogue->ranges; at; at = at->next)
        if (is_here(print, at->schema)) {
            begin_short(print, &types);
            put_range(print, at);
        }
    for (const ReadSequence *at = catalogue->sequences; at; at = at->next)
        if (is_here(print, at->schema)) {
            begin_short(print, &sequences);
            show_sequence(print, at);
            show_grants_on(print, at->rights, RIGHTS_SEQUENCE, "sequence ", bare(print, at->name));
        }
}

static bool has_overload(const Print *print, const ReadRoutine *routine)
{
    for (const ReadRoutine *at = print->catalogue->routines; at; at = at->next)
        if (at != routine && !strcmp(at->name, routine->name) && !strcmp(at->schema, routine->schema))
            return true;
    return false;
}

static void put_routine_grants(Print *print, const ReadRoutine *routine)
{
    if (!read_has_rights(routine->rights))
        return;
    Text text = {0}, *out = print->out;
    print->out = &text;
    show_name(print, routine->name);
    if (has_overload(print, routine))
        show_input(print, routine);
    print->out = out;
    show_grants_on(print, routine->rights, RIGHTS_ROUTINE,
                   routine->kind == KIND_PROCEDURE ? "procedure " : "function ", text_string(&text));
    text_free(&text);
}

static void put_virtual(Print *print, const ReadVirtual *table)
{
    begin_declaration(print);
    put(print, "virtual table ");
    show_name(print, table->name);
    put(print, " using ");
    show_name(print, table->module);
    if (table->arguments)
        text_printf(print->out, " (%s)", table->arguments);
    put(print, ";\n");
    end_declaration(print);
}

static void put_objects(Print *print)
{
    const Catalogue *catalogue = print->catalogue;
    put_short_objects(print);
    for (const ReadTable *at = catalogue->tables; at; at = at->next)
        if (is_here(print, at->schema) && !at->part_of) {
            begin_declaration(print);
            show_table(print, at);
            end_declaration(print);
        }
    for (const ReadVirtual *at = catalogue->virtuals; at; at = at->next)
        put_virtual(print, at);
    for (const ReadView *at = catalogue->views; at; at = at->next)
        if (is_here(print, at->schema)) {
            begin_declaration(print);
            put_view(print, at);
            end_declaration(print);
        }
    for (const ReadRoutine *at = catalogue->routines; at; at = at->next)
        if (is_here(print, at->schema)) {
            begin_declaration(print);
            show_routine(print, at);
            put_routine_grants(print, at);
            end_declaration(print);
        }
    for (const ReadDefinition *at = catalogue->definitions; at; at = at->next)
        if (at->schema && is_here(print, at->schema)) {
            begin_declaration(print);
            put_definition(print, at);
            end_declaration(print);
        }
}

static void put_schema_grants(Print *print, const ReadSchema *schema)
{
    if (!read_has_rights(schema->rights) || print->catalogue->no_rights)
        return;
    begin_declaration(print);
    bool home = !strcmp(schema->name, print->catalogue->home);
    show_grants_on(print, schema->rights, RIGHTS_SCHEMA, home ? "schema " : "", home ? "public" : NULL);
}

// The home schema's objects stand bare; with a comment it is named, as there it is said.
static void put_schema(Print *print, const ReadSchema *schema)
{
    bool bare = !strcmp(schema->name, print->catalogue->home) && !schema->comment &&
                (print->catalogue->no_owner || !(schema->rights && schema->rights->owner));
    print->schema = schema->name;
    print->indent = "";
    if (bare) {
        put_schema_grants(print, schema);
        put_objects(print);
        return;
    }
    begin_declaration(print);
    show_comment(print, false, schema->comment);
    if (strcmp(schema->name, print->catalogue->home))
        show_owner(print, schema->rights);
    else
        show_home_owner(print, schema->rights);
    put(print, "schema ");
    show_name(print, schema->name);
    put(print, " {\n");
    print->indent = "    ";
    put_schema_grants(print, schema);
    put_objects(print);
    put(print, "}\n");
}

void print_sch(const Catalogue *catalogue, Words *words, Text *out)
{
    Print print = {.out = out, .catalogue = catalogue, .words = words};
    print.parsed = ARENA_ARRAY(&print.kept, Parsed, PRINT_PARSED);
    text_printf(out, "dialect %s;\n", caps_of(catalogue->dialect)->name);
    show_owners(&print);
    for (const ReadSchema *schema = catalogue->schemas; schema; schema = schema->next)
        put_schema(&print, schema);
    show_defaults(&print);
    print.indent = "";
    for (const ReadDefinition *at = catalogue->definitions; at; at = at->next)
        if (!at->schema) {
            begin_declaration(&print);
            put_definition(&print, at);
            end_declaration(&print);
        }
    if (catalogue->notes)
        put(&print, "\n");
    for (const ReadNote *note = catalogue->notes; note; note = note->next) {
        text_printf(out, "// not carried: %s ", note->kind);
        for (const char *at = note->name; *at; at++) // a name may hold a line's end
            text_char(out, *at == '\n' || *at == '\r' ? ' ' : *at);
        put(&print, "\n");
    }
    arena_free(&print.scratch);
    arena_free(&print.kept);
}
