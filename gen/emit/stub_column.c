// SPDX-License-Identifier: MIT
// From a column's type to its field and its rule.
#include <stddef.h>
#include <string.h>

#include "gen/emit/stub_job.h"

static bool in_key(const Column *column)
{
    const Key *key = (const Key *)(const void *)table_key(column->object.parent);
    for (uint32_t at = 0; key && at < key->columns.count; at++)
        if (key->columns.at[at] == &column->object)
            return true;
    return false;
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

void stub_columns(StubJob *job, StubTable *table)
{
    StubTaken taken = {0};
    uint32_t count = 0;
    for (const Object *child = table->table->object.first; child; child = child->next)
        count += child->kind == KIND_COLUMN;
    table->columns = ARENA_ARRAY(&job->arena, StubColumn, count + 1);
    for (const Object *child = table->table->object.first; child; child = child->next) {
        const Column *column = (const Column *)(const void *)child;
        if (child->kind != KIND_COLUMN)
            continue;
        if (column->generated != GENERATED_NONE) { // no program writes it
            stub_only(job, table, child, "generated", child->name->text);
            continue;
        }
        StubColumn *out = &table->columns[table->column_count++];
        *out = (StubColumn){.column = column, .type = type_base(*column->type)};
        out->field = stub_name(job, &taken, "", child->name->text);
        read_rule(out);
        read_nullness(job, out);
    }
    stub_taken_free(&taken);
}

// --- the header: a field ---

void stub_field(StubJob *job, const StubColumn *column)
{
    static const char *const plain[] = {"bool", "int64_t", "double", "SchemacText", "SchemacBytes"};
    static const char *const optional[] = {"SchemacBool", "SchemacInt", "SchemacFloat", "SchemacText",
                                           "SchemacBytes"};
    static const char *const nulls[] = {"", ", or null", ", or nothing: its default"};
    const char *type = column->nulls ? optional[column->held] : plain[column->held];
    Text line = {0};
    stub_doc(job, "    ", column->column->object.doc);
    text_printf(job->header, "    %s %s; // ", type, column->field);
    if (strcmp(column->field, column->column->object.name->text) != 0)
        text_printf(&line, "%s: ", object_path(&job->arena, &column->column->object));
    type_print_short(&line, *column->column->type);
    text_puts(&line, nulls[column->nulls]);
    text_printf(job->header, "%s\n", stub_line(&job->arena, text_string(&line), line.length, 200));
    text_free(&line);
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

static uint32_t label_count(const Object *labels)
{
    uint32_t count = 0;
    for (const Object *label = labels->first; label; label = label->next)
        count += label->kind == KIND_LABEL;
    return count;
}

static void column_row(StubJob *job, const StubTable *table, const StubColumn *column)
{
    Text *out = job->source, type = {0};
    const Word *name = column->column->object.name;
    text_puts(out, "    {");
    stub_string(out, name->text, name->length);
    text_puts(out, ", ");
    type_print_short(&type, *column->column->type);
    stub_string(out, text_string(&type), type.length);
    text_free(&type);
    text_printf(
        out,
        ", offsetof(struct %s, %s), SCHEMAC_HELD_%s,\n     SCHEMAC_NULLS_%s, SCHEMAC_RULE_%s, %lld, %lld, ",
        table->name, column->field, held_names[column->held], nulls_names[column->nulls],
        rule_names[column->rule], (long long)column->low, (long long)column->high);
    const Object *labels = column->rule == SCHEMAC_RULE_LABEL ? column->type.user : NULL;
    if (labels && label_count(labels))
        text_printf(out, "%s_labels, %u, \"\"},\n", job->labels[labels->id], label_count(labels));
    else
        text_puts(out, "NULL, 0, \"\"},\n");
}

void stub_column_table(StubJob *job, const StubTable *table)
{
    if (!table->column_count)
        return;
    text_printf(job->source, "static const SchemacColumn %s_columns[] = {\n", table->name);
    for (uint32_t at = 0; at < table->column_count; at++)
        column_row(job, table, &table->columns[at]);
    text_puts(job->source, "};\n\n");
}

static void labels_of(StubJob *job, const Object *labels)
{
    const char *prefix = arena_print(&job->arena, "%s_", job->prefix);
    const char *name = job->labels[labels->id] = stub_name(job, &job->taken, prefix, labels->name->text);
    text_printf(job->source, "static const char *const %s_labels[] = {\n", name);
    for (const Object *label = labels->first; label; label = label->next) {
        if (label->kind != KIND_LABEL)
            continue;
        text_puts(job->source, "    ");
        stub_string(job->source, label->name->text, label->name->length);
        text_puts(job->source, ",\n");
    }
    text_puts(job->source, "};\n\n");
}

void stub_labels(StubJob *job, const StubTable *table)
{
    for (uint32_t at = 0; at < table->column_count; at++) {
        const StubColumn *column = &table->columns[at];
        const Object *labels = column->rule == SCHEMAC_RULE_LABEL ? column->type.user : NULL;
        if (labels && !job->labels[labels->id] && label_count(labels))
            labels_of(job, labels);
    }
}
