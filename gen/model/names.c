// SPDX-License-Identifier: MIT
#include "gen/model/names.h"

#include <stdio.h>
#include <string.h>

#include "gen/model/model.h"
#include "gen/model/reserved.h"

// Bytes of `text` that fit into `room` without cutting a character in two.
static size_t clip(const char *text, size_t length, size_t room)
{
    if (length <= room)
        return length;
    while (room && ((unsigned char)text[room] & 0xc0) == 0x80)
        room--;
    return room;
}

static size_t put(char *name, size_t at, const char *text, size_t length)
{
    memcpy(name + at, text, length);
    return at + length;
}

size_t name_join(char name[NAME_BYTES + 1], const char *first, const char *second, const char *label)
{
    size_t one = strlen(first), two = strlen(second), rest = strlen(label) + 1 + (two ? 1 : 0);
    while (one + two + rest > NAME_BYTES)
        if (one > two)
            one--;
        else
            two--;
    one = clip(first, strlen(first), one);
    two = clip(second, strlen(second), two);
    size_t length = put(name, 0, first, one);
    if (two)
        length = put(name, put(name, length, "_", 1), second, two);
    length = put(name, put(name, length, "_", 1), label, strlen(label));
    name[length] = '\0';
    return length;
}

bool name_is_not_null(const char *name, const char *table, const char *column)
{
    char usual[NAME_BYTES + 1], label[] = "not_null1";
    size_t length = name_join(usual, table, column, "not_null");
    if (!strcmp(usual, name))
        return true;
    bool cut =
        length < strlen(table) + strlen(column) + strlen("__not_null"); // so others may be cut to the same
    for (char *digit = label + strlen("not_null"); cut && *digit <= '9'; ++*digit) {
        name_join(usual, table, column, label);
        if (!strcmp(usual, name))
            return true;
    }
    return false;
}

bool column_counts(const Column *column)
{
    return column->identity || (column->type && type_is_serial(*column->type));
}

void column_sequence(char name[NAME_BYTES + 1], const Column *of, const char *table, const char *column)
{
    const Word *own = column_more(of)->sequence;
    if (own)
        memcpy(name, own->text, own->length + 1);
    else
        name_join(name, table, column, "seq");
}

void name_multirange(char name[NAME_BYTES + 1], const char *range)
{
    const char *word = strstr(range, "range");
    size_t head = word ? (size_t)(word - range) : strlen(range);
    const char *insert = word ? "multi" : "_multirange", *tail = word ? word : "";
    size_t room = NAME_BYTES - strlen(insert);
    size_t length = put(name, 0, range, word ? head : clip(range, head, head < room ? head : room));
    length = put(name, length, insert, strlen(insert));
    length = put(
        name, length, tail,
        clip(tail, strlen(tail), NAME_BYTES - length < strlen(tail) ? NAME_BYTES - length : strlen(tail)));
    name[length] = '\0';
}

static bool has_name(const NameList *list, const char *name, size_t length)
{
    size_t start = 0;
    for (size_t at = 0; at < list->count; at++) {
        if (list->ends[at] - start == length && !memcmp(list->text + start, name, length))
            return true;
        start = list->ends[at] + 1;
    }
    return false;
}

void name_list_add(NameList *list, const char *name)
{
    char numbered[NAME_BYTES * 2];
    if (list->length > NAME_BYTES || list->count == NAME_BYTES)
        return;
    size_t length = strnlen(name, NAME_BYTES);
    memcpy(numbered, name, length);
    for (int number = 1; has_name(list, numbered, length); number++) {
        char digits[16];
        size_t more = (size_t)snprintf(digits, sizeof digits, "%d", number);
        length = strnlen(name, NAME_BYTES - more);
        memcpy(numbered + length, digits, more);
        length += more;
    }
    if (list->length)
        list->text[list->length++] = '_';
    memcpy(list->text + list->length, numbered, length);
    list->length += length;
    list->text[list->length] = '\0';
    list->ends[list->count++] = list->length;
}

static const Expr *last_kid(const Expr *expr)
{
    const Expr *kid = expr->first;
    while (kid && kid->next)
        kid = kid->next;
    return kid;
}

// As FigureColnameInternal does it: 2 for a name of the expression's own, 1 for one that is better than none.
static int figure(const Expr *expr, const char **name)
{
    int strength = 0;
    switch (expr->kind) {
    case EXPR_CALL:
    case EXPR_COLUMN: *name = expr->name->text; return 2;
    case EXPR_COLLATE:
    case EXPR_SUBSCRIPT: return figure(expr->first, name);
    case EXPR_CAST:
        strength = figure(expr->first, name);
        if (strength <= 1 && expr->type) {
            *name = expr->type->name->text;
            return 1;
        }
        return strength;
    case EXPR_CASE:
        if (expr->flags & EXPR_ELSE)
            strength = figure(last_kid(expr), name);
        if (strength <= 1)
            *name = "case";
        return strength > 1 ? strength : 1;
    case EXPR_ARRAY: *name = "array"; return 2;
    case EXPR_ROW: *name = "row"; return 2;
    default: return 0;
    }
}

const char *name_figured(const Expr *expr)
{
    const char *name = NULL;
    figure(expr, &name);
    return name;
}

const char *name_of_expression(const Expr *expr)
{
    const char *name = name_figured(expr);
    return name ? name : "expr";
}

static bool is_plain(const char *name)
{
    const char *at = name; // strspn() makes a table of its letters each time
    while ((*at >= 'a' && *at <= 'z') || *at == '_' || (*at >= '0' && *at <= '9'))
        at++;
    return *name && !*at && (*name < '0' || *name > '9') && !word_is_reserved(name);
}

void name_quote(Text *out, const char *name)
{
    text_quoted(out, '"', name, strlen(name));
}

void name_put(Text *out, const char *name)
{
    if (is_plain(name))
        text_puts(out, name);
    else
        name_quote(out, name);
}

void name_fix(Diag *diag, Span span, const char *before, const char *name)
{
    Text text = {0};
    text_puts(&text, before);
    name_put(&text, name);
    diag_fix(diag, span, "%s", text_string(&text));
    text_free(&text);
}

bool columns_have_sequence(const Model *model, const char *name)
{
    char made[NAME_BYTES + 1];
    for (uint32_t at = 0; at < model->count; at++) {
        const Object *object = model->objects[at];
        if (object->kind != KIND_COLUMN || !column_counts(AS(const Column, object)))
            continue;
        column_sequence(made, AS(const Column, object), object->parent->name->text, object->name->text);
        if (!strcmp(made, name))
            return true;
    }
    return false;
}
