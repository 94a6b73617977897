// SPDX-License-Identifier: MIT
// Types as SQLite has them: any words at all, of which it takes an affinity (sqlite.org/datatype3.html).
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "gen/model/names.h"
#include "gen/model/reserved.h"
#include "gen/model/types.h"

// A strict table knows six types only (sqlite.org/stricttables.html).
static const char *strict_type(Type type)
{
    switch (type_class(type)) {
    case TYPE_CLASS_BOOL:
    case TYPE_CLASS_INT:
    case TYPE_CLASS_OID: return "INTEGER";
    case TYPE_CLASS_FLOAT:
    case TYPE_CLASS_NUMERIC: return "REAL";
    case TYPE_CLASS_BINARY: return "BLOB";
    case TYPE_CLASS_PSEUDO: return "ANY";
    default: return "TEXT";
    }
}

// SQLite spells its standard types in upper case whatever was written, so all are.
static void upper(char *text)
{
    for (; *text; text++)
        *text = (char)toupper((unsigned char)*text);
}

// Words, perhaps with one or two numbers, need no quotes.
static bool is_worded(const char *text)
{
    char word[32];
    while (isalpha((unsigned char)*text) || *text == '_') {
        size_t length = strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
        if (length >= sizeof word)
            return false;
        for (size_t at = 0; at < length; at++)
            word[at] = (char)tolower((unsigned char)text[at]);
        word[length] = '\0';
        if (word_is_reserved(word) || !strcmp(word, "generated"))
            return false;
        text += length;
        text += strspn(text, " ");
    }
    if (*text != '(')
        return !*text;
    text += 1 + strspn(text + 1, "0123456789+-, ");
    return text[0] == ')' && !text[1];
}

static void put_declared(Text *out, const char *text)
{
    if (is_worded(text))
        text_puts(out, text);
    else
        name_quote(out, text);
}

void type_print_stored(Text *out, Type type, bool strict)
{
    size_t before = out->length;
    type = type_base(type);
    if (type_is_declared(type)) {
        put_declared(out, type.name->text);
        return;
    }
    if (type.id == TYPE_ENUM)
        type = type_of(TYPE_TEXT);
    if (strict)
        text_puts(out, strict_type(type));
    else
        type_print(out, type_is_serial(type) ? type_unserial(type) : type, TYPE_SQLITE);
    if (out->length > before)
        upper(out->bytes + before);
}

// --- as it is declared ---

// "VARCHAR (20)" as words and numbers. False when it is no type of that form.
static bool parse(const char *declared, Type *out)
{
    char words[64];
    int64_t args[2] = {0};
    size_t length = 0, count = 0;
    const char *at = declared;
    for (; *at && *at != '(' && length + 1 < sizeof words; at++)
        words[length++] = (char)tolower((unsigned char)*at);
    while (length && words[length - 1] == ' ')
        length--;
    words[length] = '\0';
    while (*at && *at != ')' && count < 2) {
        char *end;
        args[count++] = strtol(at + 1, &end, 10);
        at = end + strspn(end, " ");
    }
    return type_parse(words, args, count, 0, out) == TYPE_OK && type_fits(*out, TYPE_SQLITE);
}

static bool is_stored_as(Type type, const char *declared)
{
    Text text = {0};
    type_print_stored(&text, type, false);
    bool same = !strcmp(text_string(&text), declared);
    text_free(&text);
    return same;
}

static bool has(const char *text, const char *part)
{
    size_t length = strlen(part);
    for (; *text; text++)
        if (!strncasecmp(text, part, length))
            return true;
    return false;
}

// By the parts of its words (section 3.1). A column without a type keeps any value as it is, and so does one
// of a name that says nothing (DATETIME) all but texts that are numbers: nobody knows what it holds.
static TypeId affinity(const char *declared)
{
    if (has(declared, "int"))
        return TYPE_INT8;
    if (has(declared, "char") || has(declared, "clob") || has(declared, "text"))
        return TYPE_TEXT;
    if (has(declared, "blob"))
        return TYPE_BLOB;
    if (has(declared, "real") || has(declared, "floa") || has(declared, "doub"))
        return TYPE_FLOAT8;
    return has(declared, "numeric") || has(declared, "decimal") ? TYPE_NUMERIC : TYPE_ANY;
}

Type type_declared(Words *words, const char *text)
{
    Type type;
    if (parse(text, &type) && is_stored_as(type, text))
        return type;
    type = type_of(affinity(text));
    type.name = words_text(words, text);
    return type;
}
