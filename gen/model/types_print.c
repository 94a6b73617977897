// SPDX-License-Identifier: MIT
// Types as text.
#include <string.h>

#include "gen/model/names.h"
#include "gen/model/types.h"

static void print_args(Text *out, Type type)
{
    for (int at = 0; at < type.arg_count; at++) {
        text_char(out, at ? ',' : '(');
        text_number(out, type.args[at]);
    }
    if (type.arg_count)
        text_char(out, ')');
}

static void print_user(Text *out, Type type)
{
    if (type.schema) {
        name_put(out, type.schema->text);
        text_char(out, '.');
    }
    name_put(out, type.name ? type.name->text : "?");
    text_puts(out, type.modifiers ? type.modifiers->text : "");
    print_args(out, type);
}

static void print_dims(Text *out, Type type)
{
    if (type.dims)
        text_puts(out, "[]"); // PostgreSQL keeps no number of dimensions
}

// timestamp(3) with time zone: the modifier stands before the tail.
static void print_postgres(Text *out, Type type)
{
    const char *name = type_info((TypeId)type.id)->name;
    const char *tail = strstr(name, " with");
    size_t head = tail ? (size_t)(tail - name) : strlen(name);
    text_add(out, name, head);
    if (type.fields)
        text_printf(out, " %s", type_fields_name((TypeFields)type.fields));
    print_args(out, type);
    text_puts(out, tail ? tail : "");
    print_dims(out, type);
}

static bool has_lite_args(TypeId id)
{
    return id == TYPE_NUMERIC || id == TYPE_VARCHAR || id == TYPE_CHAR;
}

bool type_fits(Type type, TypeDialect dialect)
{
    if (dialect == TYPE_POSTGRES)
        return type.id != TYPE_NONE && type.id != TYPE_BLOB && type.id != TYPE_ANY && !type_is_declared(type);
    Type base = type_base(type);
    return !base.dims && type_info((TypeId)base.id)->lite != NULL;
}

bool type_print(Text *out, Type type, TypeDialect dialect)
{
    if (!type_fits(type, dialect))
        return false;
    if (dialect == TYPE_SQLITE) {
        Type base = type_base(type);
        text_puts(out, type_info((TypeId)base.id)->lite);
        if (has_lite_args((TypeId)base.id))
            print_args(out, base);
    } else if (type.id >= TYPE_ENUM) {
        print_user(out, type);
        print_dims(out, type);
    } else {
        print_postgres(out, type);
    }
    return true;
}

void type_print_short(Text *out, Type type)
{
    static const struct {
        uint8_t id;
        const char *name;
    } SHORT[] = {
        {TYPE_BOOL, "boolean"},        {TYPE_INT4, "int"},
        {TYPE_VARCHAR, "varchar"},     {TYPE_CHAR, "char"},
        {TYPE_TIME, "time"},           {TYPE_TIMETZ, "timetz"},
        {TYPE_TIMESTAMP, "timestamp"}, {TYPE_TIMESTAMPTZ, "timestamptz"},
        {TYPE_VARBIT, "varbit"},
    };
    if (type_is_declared(type)) {
        text_quoted(out, '\'', type.name->text, type.name->length);
        return;
    }
    for (size_t at = 0; at < sizeof SHORT / sizeof *SHORT; at++)
        if (SHORT[at].id == type.id) {
            text_puts(out, SHORT[at].name);
            print_args(out, type);
            print_dims(out, type);
            return;
        }
    if (type.id >= TYPE_ENUM || type.id == TYPE_NONE || type.id == TYPE_BLOB || type.id == TYPE_ANY) {
        if (type.id >= TYPE_ENUM)
            print_user(out, type);
        else
            text_puts(out, type_info((TypeId)type.id)->name);
        print_dims(out, type);
        return;
    }
    print_postgres(out, type);
}
