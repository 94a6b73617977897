// SPDX-License-Identifier: MIT
// From a column's type to its field and its rule.
#include <stddef.h>
#include <string.h>

#include "gen/emit/stub_job.h"

static bool in_key(const Column *column)
{
    const Key *key = (const Key *)(const void *)table_key(column->object.parent);
    return key && refs_have(&key->columns, &column->object);
}

static const Domain *domain_of(const Type *type)
{
    return type && type->id == TYPE_DOMAIN && !type->dims ? type->user : NULL;
}

static void read_rule(StubColumn *out)
{
    Type type = out->type;
    out->held = SCHEMAC_HELD_TEXT;
    out->rule = SCHEMAC_RULE_DATABASE;
    if (type.dims)
        return;
    switch ((TypeId)type.id) {
    case TYPE_BOOL: out->held = SCHEMAC_HELD_BOOL, out->rule = SCHEMAC_RULE_NONE; break;
    case TYPE_INT2:
    case TYPE_SERIAL2: out->rule = SCHEMAC_RULE_INT, out->low = INT16_MIN, out->high = INT16_MAX; break;
    case TYPE_INT4:
    case TYPE_SERIAL4: out->rule = SCHEMAC_RULE_INT, out->low = INT32_MIN, out->high = INT32_MAX; break;
    case TYPE_OID: out->rule = SCHEMAC_RULE_INT, out->high = UINT32_MAX; break;
    case TYPE_INT8:
    case TYPE_SERIAL8: out->held = SCHEMAC_HELD_INT, out->rule = SCHEMAC_RULE_NONE; break;
    case TYPE_FLOAT4: out->held = SCHEMAC_HELD_FLOAT, out->rule = SCHEMAC_RULE_REAL; break;
    case TYPE_FLOAT8: out->held = SCHEMAC_HELD_FLOAT, out->rule = SCHEMAC_RULE_NONE; break;
    case TYPE_NUMERIC:
        out->rule = SCHEMAC_RULE_NUMERIC;
        out->low = type.arg_count ? type.args[0] : 0;
        out->high = type.arg_count > 1 ? type.args[1] : 0;
        break;
    case TYPE_VARCHAR: out->rule = SCHEMAC_RULE_TEXT, out->high = type.arg_count ? type.args[0] : 0; break;
    case TYPE_CHAR: out->rule = SCHEMAC_RULE_TEXT, out->high = type.arg_count ? type.args[0] : 1; break;
    case TYPE_TEXT:
    case TYPE_BPCHAR:
    case TYPE_CHAR1:
    case TYPE_NAME: out->rule = SCHEMAC_RULE_TEXT; break;
    case TYPE_BYTEA:
    case TYPE_BLOB: out->held = SCHEMAC_HELD_BYTES, out->rule = SCHEMAC_RULE_NONE; break;
    case TYPE_UUID: out->rule = SCHEMAC_RULE_UUID; break;
    case TYPE_DATE: out->rule = SCHEMAC_RULE_DATE; break;
    case TYPE_TIME: out->rule = SCHEMAC_RULE_TIME; break;
    case TYPE_TIMESTAMP: out->rule = SCHEMAC_RULE_TIMESTAMP; break;
    case TYPE_TIMESTAMPTZ: out->rule = SCHEMAC_RULE_TIMESTAMPTZ; break;
    case TYPE_JSON: out->rule = SCHEMAC_RULE_JSON; break;
    case TYPE_JSONB: out->rule = SCHEMAC_RULE_JSONB; break;
    case TYPE_ENUM: out->rule = SCHEMAC_RULE_LABEL; break;
    default: break;
    }
    if (out->rule == SCHEMAC_RULE_INT)
        out->held = SCHEMAC_HELD_INT;
}

// SQLite numbers the rows itself where the key is one integer column.
static bool numbers_itself(const StubJob *job, const StubColumn *column)
{
    const Key *key = (const Key *)(const void *)table_key(column->column->object.parent);
    return job->lite && key && key->columns.count == 1 && in_key(column->column) &&
           column->held == SCHEMAC_HELD_INT &&
           !((const Table *)(const void *)column->column->object.parent)->without_rowid;
}

static void read_nullness(StubJob *job, StubColumn *out)
{
    const Column *column = out->column;
    bool nullable = column->nullable && (job->lite || !in_key(column));
    bool defaulted = column->identity != IDENTITY_NONE || type_is_serial(*column->type);
    out->default_ = column->default_.span;
    const Domain *domain = domain_of(column->type);
    for (int step = 0; domain && step < 32; step++, domain = domain_of(domain->type)) {
        nullable = nullable && !domain->not_null;
        if (!span_is_set(out->default_))
            out->default_ = domain->default_.span;
    }
    defaulted = defaulted || span_is_set(out->default_) || numbers_itself(job, out);
    out->nulls = nullable ? SCHEMAC_NULLS_ALLOWED : defaulted ? SCHEMAC_NULLS_DEFAULT : SCHEMAC_NULLS_REFUSED;
}

static const char *type_text(StubJob *job, const Type *type)
{
    text_clear(&job->scratch);
    type_print_short(&job->scratch, *type);
    return arena_copy(&job->arena, text_string(&job->scratch), job->scratch.length);
}

void stub_columns(StubJob *job, StubTable *table)
{
    StubTaken *taken = &job->fields;
    uint32_t count = 0;
    stub_taken_clear(taken);
    for (const Object *child = table->table->home.first; child; child = child->next)
        count += child->kind == KIND_COLUMN;
    table->columns = ARENA_ARRAY(&job->arena, StubColumn, count + 1);
    for (const Object *child = table->table->home.first; child; child = child->next) {
        const Column *column = (const Column *)(const void *)child;
        if (child->kind != KIND_COLUMN)
            continue;
        if (column->generated != GENERATED_NONE) { // no program writes it
            stub_only(job, table, child, "generated", child->name->text);
            continue;
        }
        StubColumn *out = &table->columns[table->column_count++];
        *out = (StubColumn){.column = column, .type = type_base(*column->type)};
        out->field = stub_name(job, taken, "", child->name->text);
        out->type_text = type_text(job, column->type);
        read_rule(out);
        read_nullness(job, out);
    }
}

// --- the header: a field ---

void stub_field(StubJob *job, const StubColumn *column)
{
    static const char *const plain[] = {"bool", "int64_t", "double", "SchemacText", "SchemacBytes"};
    static const char *const optional[] = {"SchemacBool", "SchemacInt", "SchemacFloat", "SchemacText",
                                           "SchemacBytes"};
    static const char *const nulls[] = {"", ", or null", ", or nothing: its default"};
    const Object *object = &column->column->object;
    stub_doc(job, "    ", object_doc(object));
    PUT(job->header, "    ", column->nulls ? optional[column->held] : plain[column->held], " ", column->field,
        "; // ");
    if (strcmp(column->field, object->name->text) != 0) {
        const char *path = object_path(&job->arena, object);
        PUT(job->header, stub_line(&job->arena, path, strlen(path), 150), ": ");
    }
    const char *type = stub_line(&job->arena, column->type_text, strlen(column->type_text), 100);
    PUT(job->header, type, nulls[column->nulls], "\n");
}

// --- the source: the table of columns ---

static const char *const held_names[] = {"BOOL", "INT", "FLOAT", "TEXT", "BYTES"};
static const char *const nulls_names[] = {"REFUSED", "ALLOWED", "DEFAULT"};
static const char *const rule_names[] = {
    [SCHEMAC_RULE_NONE] = "NONE",
    [SCHEMAC_RULE_INT] = "INT",
    [SCHEMAC_RULE_REAL] = "REAL",
    [SCHEMAC_RULE_NUMERIC] = "NUMERIC",
    [SCHEMAC_RULE_TEXT] = "TEXT",
    [SCHEMAC_RULE_LABEL] = "LABEL",
    [SCHEMAC_RULE_UUID] = "UUID",
    [SCHEMAC_RULE_DATE] = "DATE",
    [SCHEMAC_RULE_TIME] = "TIME",
    [SCHEMAC_RULE_TIMESTAMP] = "TIMESTAMP",
    [SCHEMAC_RULE_TIMESTAMPTZ] = "TIMESTAMPTZ",
    [SCHEMAC_RULE_JSON] = "JSON",
    [SCHEMAC_RULE_JSONB] = "JSONB",
    [SCHEMAC_RULE_DATABASE] = "DATABASE",
};

static void column_row(StubJob *job, const StubTable *table, const StubColumn *column)
{
    Text *out = job->source;
    const Word *name = column->column->object.name;
    text_puts(out, "    {");
    stub_string(out, name->text, name->length);
    text_puts(out, ", ");
    stub_string(out, column->type_text, strlen(column->type_text));
    PUT(out, ", offsetof(struct ", table->name, ", ", column->field, "), SCHEMAC_HELD_",
        held_names[column->held], ",\n     SCHEMAC_NULLS_", nulls_names[column->nulls], ", SCHEMAC_RULE_",
        rule_names[column->rule], ", ");
    stub_number(out, column->low);
    text_puts(out, ", ");
    stub_number(out, column->high);
    const Object *labels = column->rule == SCHEMAC_RULE_LABEL ? column->type.user : NULL;
    if (labels && object_first(labels))
        PUT(out, ", ", job->labels[labels->id], "_labels},\n");
    else
        text_puts(out, ", NULL},\n");
}

void stub_column_table(StubJob *job, const StubTable *table)
{
    if (!table->column_count)
        return;
    PUT(job->source, "static const SchemacColumn ", table->name, "_columns[] = {\n");
    for (uint32_t at = 0; at < table->column_count; at++)
        column_row(job, table, &table->columns[at]);
    text_puts(job->source, "};\n\n");
}

static void labels_of(StubJob *job, const Object *labels)
{
    const char *prefix = JOIN(&job->arena, job->prefix, "_");
    const char *name = job->labels[labels->id] = stub_name(job, &job->taken, prefix, labels->name->text);
    PUT(job->source, "static const char *const ", name, "_labels[] = {\n");
    for (const Object *label = object_first(labels); label; label = label->next) {
        text_puts(job->source, "    ");
        stub_string(job->source, label->name->text, label->name->length);
        text_puts(job->source, ",\n");
    }
    text_puts(job->source, "    NULL,\n};\n\n");
}

void stub_labels(StubJob *job, const StubTable *table)
{
    for (uint32_t at = 0; at < table->column_count; at++) {
        const StubColumn *column = &table->columns[at];
        const Object *labels = column->rule == SCHEMAC_RULE_LABEL ? column->type.user : NULL;
        if (labels && !job->labels[labels->id] && object_first(labels))
            labels_of(job, labels);
    }
}
