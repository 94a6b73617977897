// SPDX-License-Identifier: MIT
// C identifiers for names of the database.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/emit/stub_job.h"

// Words of C, C++ and of headers' macros: a field cannot have them as its name.
static const char *const reserved[] = {
    "alignas",   "alignof",      "and",           "and_eq",      "asm",
    "assert",    "atomic",       "auto",          "bitand",      "bitor",
    "bool",      "break",        "case",          "catch",       "char",
    "char16_t",  "char32_t",     "char8_t",       "class",       "co_await",
    "co_return", "co_yield",     "compl",         "complex",     "concept",
    "const",     "const_cast",   "consteval",     "constexpr",   "constinit",
    "continue",  "decltype",     "default",       "delete",      "do",
    "double",    "dynamic_cast", "else",          "enum",        "errno",
    "explicit",  "export",       "extern",        "false",       "float",
    "for",       "friend",       "goto",          "i386",        "if",
    "imaginary", "inline",       "int",           "linux",       "long",
    "mutable",   "namespace",    "new",           "noexcept",    "not",
    "not_eq",    "nullptr",      "operator",      "or",          "or_eq",
    "private",   "protected",    "public",        "register",    "reinterpret_cast",
    "requires",  "restrict",     "return",        "short",       "signed",
    "sizeof",    "static",       "static_assert", "static_cast", "stderr",
    "stdin",     "stdout",       "struct",        "switch",      "template",
    "this",      "thread_local", "throw",         "true",        "try",
    "typedef",   "typeid",       "typename",      "typeof",      "typeof_unqual",
    "union",     "unix",         "unsigned",      "using",       "virtual",
    "void",      "volatile",     "wchar_t",       "while",       "xor",
    "xor_eq",
};

static int compare_words(const void *key, const void *word)
{
    return strcmp(key, *(const char *const *)word);
}

static bool is_reserved(const char *name)
{
    static const char *const macros[] = {"NULL",  "EOF",      "INT",    "UINT",
                                         "SIZE_", "PTRDIFF_", "WCHAR_", "SCHEMAC_"};
    for (size_t at = 0; at < sizeof macros / sizeof *macros; at++)
        if (!strncmp(name, macros[at], strlen(macros[at])))
            return true;
    size_t count = sizeof reserved / sizeof *reserved;
    return bsearch(name, reserved, count, sizeof *reserved, compare_words) != NULL;
}

static bool is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

// Every byte that cannot stand in an identifier becomes an underscore.
static char *mangled(Arena *arena, const char *name)
{
    char *text = arena_copy(arena, name, strlen(name));
    for (char *at = text; *at; at++)
        if (!is_upper(*at) && !is_digit(*at) && !(*at >= 'a' && *at <= 'z'))
            *at = '_';
    return text;
}

const char *stub_prefix(Arena *arena, const char *text)
{
    const char *name = mangled(arena, text);
    if (!*name || is_digit(*name) || *name == '_' || is_reserved(name))
        return arena_print(arena, "m%s", name);
    return name;
}

void stub_taken_free(StubTaken *taken)
{
    free(taken->slots);
    *taken = (StubTaken){0};
}

void stub_taken_clear(StubTaken *taken)
{
    if (taken->count)
        memset(taken->slots, 0, taken->size * sizeof *taken->slots);
    taken->count = 0;
}

static const Word **slot_of(const StubTaken *taken, const Word *word)
{
    uint32_t at = (uint32_t)word->hash & (taken->size - 1);
    while (taken->slots[at] && taken->slots[at] != word)
        at = (at + 1) & (taken->size - 1);
    return &taken->slots[at];
}

static void widen(StubTaken *taken)
{
    StubTaken wider = {.size = taken->size ? taken->size * 2 : 64};
    wider.slots = calloc(wider.size, sizeof *wider.slots);
    if (!wider.slots) {
        fprintf(stderr, "schemac: out of memory\n");
        exit(2);
    }
    for (uint32_t at = 0; at < taken->size; at++)
        if (taken->slots[at])
            *slot_of(&wider, taken->slots[at]) = taken->slots[at];
    wider.count = taken->count;
    free(taken->slots);
    *taken = wider;
}

static bool take(StubTaken *taken, const Word *word)
{
    if (taken->count * 2 >= taken->size)
        widen(taken);
    const Word **slot = slot_of(taken, word);
    if (*slot)
        return false;
    *slot = word;
    taken->count++;
    return true;
}

const char *stub_name(StubJob *job, StubTaken *taken, const char *prefix, const char *name)
{
    const char *text = JOIN(&job->arena, prefix, mangled(&job->arena, name));
    if (!*text || is_digit(*text))
        text = arena_print(&job->arena, "n%s", text);
    if (*text == '_' && (text[1] == '_' || is_upper(text[1]) || !text[1]))
        text = arena_print(&job->arena, "n%s", text);
    else if (is_reserved(text))
        text = arena_print(&job->arena, "%s_", text);
    const Word *word = words_text(job->model->words, text);
    for (unsigned number = 2; !take(taken, word); number++)
        word = words_text(job->model->words, arena_print(&job->arena, "%s_%u", text, number));
    return word->text;
}
