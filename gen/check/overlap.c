// SPDX-License-Identifier: MIT
// No row may belong to two parts of a table, and there is no part that no row can belong to: PostgreSQL
// refuses both. How two bounds are ordered only their type knows; here numbers and dates are compared, and
// values that are written alike. What cannot be told is left to the server.
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "gen/check/builder.h"

typedef enum Order { LESS, EQUAL, MORE, UNKNOWN } Order;

// A bound without its quotes.
typedef struct Value {
    const char *text;
    size_t length;
    bool quoted;
} Value;

static Value value_of(const Word *word)
{
    bool quoted = word->length > 1 && *word->text == '\'';
    return (Value){word->text + quoted, word->length - 2u * quoted, quoted};
}

static bool is_word(Value value, const char *word)
{
    size_t length = strlen(word), at = 0;
    while (!value.quoted && value.length == length && at < length &&
           tolower((unsigned char)value.text[at]) == word[at])
        at++;
    return at == length;
}

// Digits, perhaps with a sign; as many as fit a number.
static bool is_number(Value value, long long *number)
{
    enum { DIGITS = 18 };
    size_t sign = value.length && *value.text == '-';
    if (value.length == sign || value.length - sign > DIGITS ||
        strspn(value.text + sign, "0123456789") < value.length - sign)
        return false;
    *number = strtoll(value.text, NULL, 10);
    return true;
}

// 2024-01-31, which may be followed by a time of day.
static bool is_date(Value value)
{
    static const char FORM[] = "0000-00-00";
    for (size_t at = 0; at < sizeof FORM - 1; at++)
        if (at >= value.length ||
            (FORM[at] == '0' ? !isdigit((unsigned char)value.text[at]) : value.text[at] != '-'))
            return false;
    return strspn(value.text, "0123456789-: .") >= value.length;
}

static Order order_of(long long difference)
{
    return difference < 0 ? LESS : difference > 0 ? MORE : EQUAL;
}

// MINVALUE and MAXVALUE are before and behind all others.
static int end_of(Value value)
{
    return is_word(value, "maxvalue") - is_word(value, "minvalue");
}

static Order compare(TypeClass class, const Word *a, const Word *b)
{
    Value left = value_of(a), right = value_of(b);
    bool numbers = class == TYPE_CLASS_INT || class == TYPE_CLASS_NUMERIC;
    long long first, second;
    if (end_of(left) || end_of(right))
        return order_of(end_of(left) - end_of(right));
    if (numbers && is_number(left, &first) && is_number(right, &second))
        return first < second ? LESS : order_of(first > second);
    size_t shorter = left.length < right.length ? left.length : right.length;
    int order = memcmp(left.text, right.text, shorter);
    if (class == TYPE_CLASS_DATETIME && is_date(left) && is_date(right) && order)
        return order_of(order);
    return !order && left.length == right.length ? EQUAL : UNKNOWN;
}

// Of what a table is parted by; an expression's is not known.
static TypeClass class_of(const TableRare *whole, size_t at)
{
    const Object *column = at < whole->key.count ? whole->key.at[at].column : NULL;
    const Type *type = column ? AS(const Column, column)->type : NULL; // one that is not known was reported
    return type ? type_class(type_base(*type)) : TYPE_CLASS_NONE;
}

static Order compare_all(const TableRare *whole, const Word *const *a, const Word *const *b, size_t width)
{
    Order order = EQUAL;
    for (size_t at = 0; order == EQUAL && at < width; at++)
        order = compare(class_of(whole, at), a[at], b[at]);
    return order;
}

// from a b to c d
static size_t width_of(const Names *bounds)
{
    return bounds->count / 2 - 1;
}

static bool ranges_meet(const TableRare *whole, const Names *a, const Names *b)
{
    size_t width = width_of(a);
    return compare_all(whole, a->at + 1, b->at + width + 2, width) == LESS &&
           compare_all(whole, b->at + 1, a->at + width + 2, width) == LESS;
}

static bool lists_meet(const TableRare *whole, const Names *a, const Names *b)
{
    TypeClass class = class_of(whole, 0);
    for (uint32_t left = 1; left < a->count; left++)
        for (uint32_t right = 1; right < b->count; right++)
            if (compare(class, a->at[left], b->at[right]) == EQUAL)
                return true;
    return false;
}

// modulus 4 remainder 1: they meet when the remainders are the same by what both moduli can be divided by.
static bool hashes_meet(const Names *a, const Names *b)
{
    long long modulus = strtoll(a->at[1]->text, NULL, 10), other = strtoll(b->at[1]->text, NULL, 10);
    long long apart = strtoll(a->at[3]->text, NULL, 10) - strtoll(b->at[3]->text, NULL, 10);
    while (other) {
        long long rest = modulus % other;
        modulus = other;
        other = rest;
    }
    return modulus && apart % modulus == 0;
}

static bool meet(const TableRare *whole, const Names *a, const Names *b)
{
    if (a->at[0] != b->at[0] || a->count < 2 || b->count < 2) // the rest has what no other part has
        return a->at[0] == b->at[0];
    switch (*a->at[0]->text) {
    case 'f': return a->count == b->count && ranges_meet(whole, a, b);
    case 'm': return a->count > 3 && b->count > 3 && hashes_meet(a, b);
    default: return lists_meet(whole, a, b);
    }
}

static void report_empty(Builder *builder, const Object *part)
{
    const Names *bounds = &table_rare(part)->bounds;
    size_t width = width_of(bounds);
    if (*bounds->at[0]->text != 'f' || bounds->count != 2 * width + 2)
        return;
    const TableRare *whole = table_rare(table_rare(part)->part_of);
    Order order = compare_all(whole, bounds->at + 1, bounds->at + width + 2, width);
    if (order == EQUAL || order == MORE)
        diag_report(builder->diag, DIAG_PARTITION_FORM, part->span, part->name->text,
                    "no row can be between its bounds");
}

static void report_pair(Builder *builder, const Object *part, const Object *other)
{
    const TableRare *whole = table_rare(table_rare(part)->part_of);
    if (!meet(whole, &table_rare(part)->bounds, &table_rare(other)->bounds))
        return;
    diag_report(builder->diag, DIAG_PARTITION_OVERLAP, part->span, part->name->text, other->name->text);
    diag_note(builder->diag, other->span, "'%s' is declared here", other->name->text);
}

// Parts of one table together as they are declared, but the one for the rest behind all others.
static int by_whole(const void *a, const void *b)
{
    const Object *left = *(Object *const *)a, *right = *(Object *const *)b;
    uint32_t whole = table_rare(left)->part_of->id, other = table_rare(right)->part_of->id;
    int rest = (table_rare(left)->bounds.count < 2) - (table_rare(right)->bounds.count < 2);
    if (whole != other)
        return whole < other ? -1 : 1;
    return rest ? rest : (left->id > right->id) - (left->id < right->id);
}

static bool are_siblings(const Object *part, const Object *other)
{
    return table_rare(part)->part_of == table_rare(other)->part_of;
}

// Does a range begin where another one has ended?
static bool is_behind(const Object *part, const Object *other)
{
    const Names *bounds = &table_rare(part)->bounds, *before = &table_rare(other)->bounds;
    if (bounds->count != before->count || bounds->count < 4 || *bounds->at[0]->text != 'f' ||
        *before->at[0]->text != 'f')
        return false;
    size_t width = width_of(bounds);
    Order order =
        compare_all(table_rare(table_rare(part)->part_of), bounds->at + 1, before->at + width + 2, width);
    return order == EQUAL || order == MORE;
}

void check_overlaps(Builder *builder, size_t parts)
{
    Object **sorted = ARENA_ARRAY(&builder->scratch, Object *, parts + 1);
    size_t count = 0;
    uint32_t at = 0;
    bool in_order = false; // each is behind the one before: then it is behind all of them
    for (Object *table; count < parts && (table = model_next(builder->model, KIND_TABLE, &at));)
        if (table_rare(table)->part_of && table_rare(table)->bounds.count)
            sorted[count++] = table;
    qsort(sorted, count, sizeof *sorted, by_whole);
    for (size_t part = 0; part < count; part++) {
        bool first = !part || !are_siblings(sorted[part], sorted[part - 1]);
        in_order = first || (in_order && is_behind(sorted[part], sorted[part - 1]));
        report_empty(builder, sorted[part]);
        for (size_t other = part; !in_order && other-- > 0 && are_siblings(sorted[part], sorted[other]);)
            report_pair(builder, sorted[part], sorted[other]);
    }
}
