// SPDX-License-Identifier: MIT
// Types from pg_type's numbers and modifiers, without asking the server to format them.
#include <stdlib.h>
#include <string.h>

#include "gen/model/names.h"
#include "gen/read/postgres.h"

const char *read_modifiers(Pg *pg, const char *type)
{
    const char *start = strchr(type, '('), *end = strrchr(type, ')');
    return start && end > start ? arena_copy(pg->catalogue->arena, start, (size_t)(end - start) + 1) : NULL;
}

bool read_take_type(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    PgType *type = (PgType *)pg->types.at + pg->types.count - 1;
    *type = (PgType){.oid = row_oid(row, 0),
                     .schema = row_keep(pg, row, 1),
                     .name = row_keep(pg, row, 2),
                     .kind = *row_text(row, 3),
                     .element = row_oid(row, 4),
                     .own = row_bool(row, 5),
                     .base = row_oid(row, 6),
                     .base_modifier = row_number(row, 7),
                     .base_dims = (unsigned)row_number(row, 8),
                     .relation = row_oid(row, 13),
                     .comment = row_keep(pg, row, 12)};
    if (type->kind == 'e' && type->own) {
        ReadEnum *made = READ_ADD(catalogue->arena, ReadEnum, &catalogue->enums, &catalogue->last_enum);
        made->schema = type->schema;
        made->name = type->name;
        made->comment = row_keep(pg, row, 12);
        type->enum_ = made;
    }
    if (type->kind == 'd' && type->own) {
        ReadDomain *made = ARENA_NEW(catalogue->arena, ReadDomain);
        made->schema = type->schema;
        made->name = type->name;
        made->not_null = row_bool(row, 9);
        made->default_ = row_keep(pg, row, 10);
        made->collation = list_name(&pg->collations, row_oid(row, 11));
        made->comment = row_keep(pg, row, 12);
        made->type.modifiers = read_modifiers(pg, row_text(row, 15));
        type->domain = made;
    }
    type->foreign = row_bool(row, 14);
    if (type->kind == 'c' && type->own && row_bool(row, 16)) {
        type->composite =
            READ_ADD(catalogue->arena, ReadComposite, &catalogue->composites, &catalogue->last_composite);
        type->composite->schema = type->schema;
        type->composite->name = type->name;
        type->composite->comment = row_keep(pg, row, 12);
    }
    bool base = type->own && (type->kind == 'p' || (type->kind == 'b' && !type->element));
    type->usable = base || type->enum_ || type->domain || type->composite || type->foreign;
    return true;
}

bool read_take_attribute(Pg *pg, const PgRow *row)
{
    PgType *type = list_find(&pg->types, row_oid(row, 0));
    ReadType has;
    const char *name;
    if (!type || !type->composite)
        return true; // an extension's
    if (!read_type(pg, row_oid(row, 2), row_number(row, 3), (unsigned)row_number(row, 4), &has, &name)) {
        read_note(pg->catalogue, "attribute", "%s.%s.%s: its type %s", type->schema, type->name,
                  row_text(row, 1), name ? name : "?");
        return true;
    }
    ReadColumn *attribute = READ_ADD(pg->catalogue->arena, ReadColumn, &type->composite->attributes,
                                     &type->composite->last_attribute);
    attribute->name = row_keep(pg, row, 1);
    attribute->type = has;
    attribute->type.modifiers = has.foreign ? read_modifiers(pg, row_text(row, 7)) : NULL;
    attribute->collation = list_name(&pg->collations, row_oid(row, 5));
    attribute->comment = row_keep(pg, row, 6);
    return true;
}

bool read_take_range(Pg *pg, const PgRow *row)
{
    Catalogue *catalogue = pg->catalogue;
    PgType *type = list_find(&pg->types, row_oid(row, 0));
    ReadType subtype;
    const char *name;
    char usual[NAME_BYTES + 1];
    if (!type || !type->own || !read_type(pg, row_oid(row, 1), -1, 0, &subtype, &name))
        return true;
    name_multirange(usual, type->name);
    type->range = READ_ADD(catalogue->arena, ReadRange, &catalogue->ranges, &catalogue->last_range);
    type->usable = true;
    ReadRange *next = type->range->next;
    *type->range = (ReadRange){.next = next,
                               .schema = type->schema,
                               .name = type->name,
                               .comment = type->comment,
                               .type = subtype,
                               .class = row_keep(pg, row, 2),
                               .collation = list_name(&pg->collations, row_oid(row, 3)),
                               .difference = row_keep(pg, row, 4),
                               .multirange = row_keep(pg, row, 5),
                               .canonical = row_keep(pg, row, 6)};
    if (type->range->multirange && !strcmp(type->range->multirange, usual))
        type->range->multirange = NULL;
    return true;
}

// A domain of a type that the language lacks is left out, and then what stands on it in turn.
static bool is_usable(Pg *pg, const PgType *type, const PgType **missing)
{
    ReadType base;
    const char *name;
    const PgType *below = list_find(&pg->types, type->base);
    while (below && below->kind == 'b' && below->element)
        below = list_find(&pg->types, below->element);
    if (below && below->kind == 'd' && below->own && !is_usable(pg, below, missing))
        return false;
    *missing = below;
    return read_type(pg, type->base, type->base_modifier, type->base_dims, &base, &name);
}

static int by_name(const void *a, const void *b)
{
    const PgType *left = *(PgType *const *)a, *right = *(PgType *const *)b;
    int order = strcmp(left->name, right->name);
    return order ? order : strcmp(left->schema, right->schema);
}

bool read_types_finish(Pg *pg)
{
    Catalogue *catalogue = pg->catalogue;
    PgType *types = pg->types.at, **domains = ARENA_ARRAY(catalogue->arena, PgType *, pg->types.count + 1);
    size_t count = 0;
    for (size_t at = 0; at < pg->types.count; at++)
        if (types[at].domain)
            domains[count++] = &types[at];
    qsort(domains, count, sizeof *domains, by_name);
    for (size_t at = 0; at < count; at++) {
        PgType *type = domains[at];
        const PgType *missing = NULL;
        const char *name;
        if (is_usable(pg, type, &missing)) {
            const char *modifiers = type->domain->type.modifiers;
            read_type(pg, type->base, type->base_modifier, type->base_dims, &type->domain->type, &name);
            type->domain->type.modifiers = type->domain->type.foreign ? modifiers : NULL;
            ReadDomain *last = catalogue->last_domain;
            *(last ? &last->next : &catalogue->domains) = type->domain;
            catalogue->last_domain = type->domain;
            continue;
        }
        type->usable = false;
        read_note(catalogue, "domain", "%s.%s: its type %s", type->schema, type->name,
                  missing ? missing->name : "?");
    }
    for (size_t at = 0; at < count; at++)
        if (!domains[at]->usable)
            domains[at]->domain = NULL;
    return true;
}

// --- modifiers (the typmod functions of the types) ---

// Bits of an interval's modifier: utils/timestamp.h.
TypeFields read_interval_fields(int32_t bits)
{
    enum { MONTH = 1 << 1, YEAR = 1 << 2, DAY = 1 << 3, HOUR = 1 << 10, MINUTE = 1 << 11, SECOND = 1 << 12 };
    switch (bits) {
    case YEAR: return TYPE_FIELDS_YEAR;
    case MONTH: return TYPE_FIELDS_MONTH;
    case DAY: return TYPE_FIELDS_DAY;
    case HOUR: return TYPE_FIELDS_HOUR;
    case MINUTE: return TYPE_FIELDS_MINUTE;
    case SECOND: return TYPE_FIELDS_SECOND;
    case YEAR | MONTH: return TYPE_FIELDS_YEAR_MONTH;
    case DAY | HOUR: return TYPE_FIELDS_DAY_HOUR;
    case DAY | HOUR | MINUTE: return TYPE_FIELDS_DAY_MINUTE;
    case DAY | HOUR | MINUTE | SECOND: return TYPE_FIELDS_DAY_SECOND;
    case HOUR | MINUTE: return TYPE_FIELDS_HOUR_MINUTE;
    case HOUR | MINUTE | SECOND: return TYPE_FIELDS_HOUR_SECOND;
    case MINUTE | SECOND: return TYPE_FIELDS_MINUTE_SECOND;
    default: return TYPE_FIELDS_ALL;
    }
}

static void set_modifier(Type *type, int32_t modifier)
{
    enum { HEADER = 4, FULL_PRECISION = 0xffff };
    type->arg_count = 1;
    type->args[0] = modifier;
    switch (type->id) {
    case TYPE_VARCHAR:
    case TYPE_CHAR: type->args[0] = modifier - HEADER; break;
    case TYPE_NUMERIC:
        type->args[0] = ((modifier - HEADER) >> 16) & 0xffff;
        type->args[1] = (((modifier - HEADER) & 0x7ff) ^ 1024) - 1024;
        type->arg_count = 2;
        break;
    case TYPE_INTERVAL:
        type->fields = (uint8_t)read_interval_fields((modifier >> 16) & 0x7fff);
        type->args[0] = modifier & 0xffff;
        if (type->args[0] == FULL_PRECISION)
            type->arg_count = 0;
        break;
    default: break;
    }
}

static bool built_in(const PgType *type, int32_t modifier, unsigned dims, Type *out)
{
    const char *words = type->name;
    if (!strcmp(words, "char"))
        words = "\"char\""; // the other one is bpchar here
    if (!strcmp(words, "bpchar") && modifier >= 0)
        words = "char";
    if (type_parse(words, NULL, 0, dims, out) != TYPE_OK || !type_fits(*out, TYPE_POSTGRES))
        return false;
    if (modifier >= 0)
        set_modifier(out, modifier);
    return true;
}

bool read_type(Pg *pg, uint32_t oid, int32_t modifier, unsigned dims, ReadType *out, const char **name)
{
    const PgType *type = list_find(&pg->types, oid);
    *out = (ReadType){0};
    *name = type ? type->name : NULL;
    if (type && type->element && type->kind == 'b') {
        type = list_find(&pg->types, type->element);
        dims = 1;
    } else {
        dims = 0;
    }
    if (!type)
        return false;
    *name = dims ? arena_print(pg->catalogue->arena, "%s[]", type->name) : type->name;
    if (!strcmp(type->schema, "pg_catalog"))
        return built_in(type, modifier, dims, &out->built_in);
    if (!type->usable)
        return false;
    out->foreign = type->foreign;
    out->schema = type->schema;
    out->name = type->name;
    out->dims = dims;
    return true;
}
