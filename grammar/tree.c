// SPDX-License-Identifier: MIT
#include "grammar/tree.h"

enum { DEPTH_MAX = 20000 };

typedef struct Reader {
    Arena *arena;
    char *at;
    int depth;
    bool deep;
} Reader;

static void skip_blanks(Reader *reader)
{
    while (*reader->at && strchr(" \t\r\n", *reader->at))
        reader->at++;
}

static unsigned hex(const char *digits)
{
    unsigned value = 0;
    for (int at = 0; at < 4 && digits[at]; at++)
        value = value * 16 + (unsigned)((digits[at] & 15) + (digits[at] > '9' ? 9 : 0));
    return value;
}

// The library escapes single bytes only; all else stands as UTF-8.
static char escaped(Reader *reader)
{
    switch (*reader->at) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'u': {
        unsigned code = hex(reader->at + 1);
        for (int digit = 0; digit < 4 && reader->at[1]; digit++)
            reader->at++;
        return (char)code;
    }
    default: return *reader->at;
    }
}

// Escapes only shrink, so the text stays where it is.
static const char *read_text(Reader *reader)
{
    char *text = ++reader->at;
    reader->at += strcspn(text, "\"\\");
    char *to = reader->at;
    while (*reader->at && *reader->at != '"') {
        if (*reader->at == '\\' && reader->at[1]) {
            reader->at++;
            *to++ = escaped(reader);
        } else {
            *to++ = *reader->at;
        }
        reader->at++;
    }
    if (*reader->at)
        reader->at++;
    *to = '\0';
    return text;
}

static Tree *read_node(Reader *reader, const char *key);

static void read_members(Reader *reader, Tree *node, char close)
{
    const Tree **last = &node->first;
    reader->at++;
    reader->deep = reader->deep || ++reader->depth > DEPTH_MAX;
    for (;;) {
        const char *key = NULL;
        skip_blanks(reader);
        if (reader->deep || !*reader->at || *reader->at == close)
            break;
        if (*reader->at == ',') {
            reader->at++;
            continue;
        }
        if (node->kind == TREE_OBJECT && *reader->at == '"') {
            key = read_text(reader);
            skip_blanks(reader);
            reader->at += *reader->at == ':';
            skip_blanks(reader);
        }
        Tree *member = read_node(reader, key);
        *last = member;
        last = &member->next;
    }
    reader->at += *reader->at == close;
    reader->depth--;
}

static Tree *read_node(Reader *reader, const char *key)
{
    Tree *node = ARENA_NEW(reader->arena, Tree);
    node->key = key;
    switch (*reader->at) {
    case '{':
        node->kind = TREE_OBJECT;
        read_members(reader, node, '}');
        break;
    case '[':
        node->kind = TREE_LIST;
        read_members(reader, node, ']');
        break;
    case '"':
        node->kind = TREE_TEXT;
        node->text = read_text(reader);
        break;
    default: {
        size_t length = strcspn(reader->at, ",}] \t\r\n");
        node->kind = TREE_OTHER;
        node->text = reader->at;
        reader->at += length ? length : 1;
    }
    }
    return node;
}

const Tree *tree_read(Arena *arena, char *json)
{
    Reader reader = {.arena = arena, .at = json};
    skip_blanks(&reader);
    const Tree *tree = *reader.at ? read_node(&reader, NULL) : NULL;
    return reader.deep ? NULL : tree;
}

bool tree_is_strings(const Tree *list)
{
    const Tree *item;
    TREE_EACH(item, list)
    {
        if (!tree_get(item, "String"))
            return false;
    }
    return tree_first(list) != NULL;
}
