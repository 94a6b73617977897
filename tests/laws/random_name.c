// SPDX-License-Identifier: MIT
// What is drawn and what it is called.
#include "random.h"

uint32_t mix(uint64_t a, uint64_t b)
{
    uint64_t value = (a * 0x100000001B3u ^ b) * 0x9E3779B97F4A7C15u;
    value = (value ^ value >> 29) * 0xBF58476D1CE4E5B9u;
    value = (value ^ value >> 32) * 0x94D049BB133111EBu;
    return (uint32_t)(value >> 32);
}

int below(int limit)
{
    state++;
    return limit > 0 ? (int)(mix(state * 0x632BE5ABu, state) % (uint32_t)limit) : 0;
}

bool one_in(int chances)
{
    return below(chances) == 0;
}

bool is_off(const char *feature)
{
    size_t length = strlen(feature);
    for (const char *at = off; (at = strstr(at, feature)) != NULL; at += length)
        if ((at == off || at[-1] == ',') && (at[length] == ',' || at[length] == '\0'))
            return true;
    return false;
}

static const char *const WORDS[] = {"account", "invoice", "shipment", "ticket",  "device",
                                    "message", "product", "project",  "payment", "review",
                                    "visit",   "batch",   "note",     "amount"};
// Free words of the language, words of SQL, and words that begin a member.
static const char *const KEYWORDS[] = {"action", "set",   "type", "view",  "order", "select",
                                       "user",   "group", "key",  "check", "index", "table",
                                       "from",   "where", "was",  "use",   "grant", "default"};

bool is_keyword(const char *name)
{
    for (int at = 0; at < COUNT(KEYWORDS); at++)
        if (strcmp(KEYWORDS[at], name) == 0)
            return true;
    return false;
}

bool is_bare(const char *name)
{
    if (name[0] >= '0' && name[0] <= '9')
        return false;
    for (const char *at = name; *at; at++)
        if (*at != '_' && (*at < 'a' || *at > 'z') && (*at < '0' || *at > '9'))
            return false;
    return true;
}

static void strange_name(char *name, const char *word, int number)
{
    switch (below(sqlite ? 5 : 7)) {
    case 0: snprintf(name, MAX_NAME, "%c%s%d", word[0] - 'a' + 'A', word + 1, number); break;
    case 1: snprintf(name, MAX_NAME, "%s %d of", word, number); break;
    case 2: snprintf(name, MAX_NAME, "%s-%d", word, number); break;
    case 3: snprintf(name, MAX_NAME, "%d_%s", number, word); break;
    case 4: snprintf(name, MAX_NAME, "größe_%d", number); break;
    case 5: snprintf(name, MAX_NAME, "%s\"%d", word, number); break;
    default: snprintf(name, MAX_NAME, "%s.%d'$", word, number); break;
    }
}

Name new_name(const char *prefix)
{
    Name name = {0};
    const char *word = WORDS[below(COUNT(WORDS))];
    int number = names_given++;
    int chance = is_off("names") ? 99 : below(24);
    if (chance == 0 && number < COUNT(KEYWORDS) * 2 && number % 2 == 0)
        snprintf(name.now, sizeof name.now, "%s", KEYWORDS[number / 2]);
    else if (chance <= 2)
        strange_name(name.now, word, number);
    else if (chance == 3 && !is_off("long"))
        snprintf(name.now, sizeof name.now, "%s_%s_that_is_as_long_as_a_name_can_be_in_this_kind_%05d",
                 prefix, word, number);
    else
        snprintf(name.now, sizeof name.now, "%s%s%d", prefix, word, number);
    if (strlen(name.now) > 63)
        memmove(name.now, name.now + strlen(name.now) - 63, 64);
    name.quoted = one_in(12);
    return name;
}

Name no_name(void)
{
    return (Name){0};
}

void rename_it(Name *name, const char *prefix)
{
    if (name->was[0] || !name->now[0])
        return;
    Name fresh = new_name(prefix);
    memcpy(fresh.was, name->now, sizeof fresh.was);
    *name = fresh;
}

static void put_quoted(const char *name)
{
    putchar('"');
    for (const char *at = name; *at; at++) {
        if (*at == '"')
            putchar('"');
        putchar(*at);
    }
    putchar('"');
}

void put_word(const char *name, bool quoted)
{
    if (!quoted && is_bare(name) && !is_keyword(name))
        fputs(name, stdout);
    else
        put_quoted(name);
}

// As SQL, and where .sch takes any name.
void put(const Name *name)
{
    put_word(name->now, false);
}

void put_declared(const Name *name)
{
    put_word(name->now, name->quoted != respelled);
}

void put_was(const Name *name)
{
    if (!name->was[0])
        return;
    printf(" was ");
    put_word(name->was, false);
}

void put_text(const char *text)
{
    putchar('\'');
    for (const char *at = text; *at; at++) {
        if (*at == '\'')
            putchar('\'');
        putchar(*at);
    }
    putchar('\'');
}

static const char *const COMMENTS[] = {
    "",          "What people call it.", "It's quoted; 100% \"so\" -- $$ and on", "Größe in m² (日本)",
    "Two words", "A backslash \\n stays"};

void put_comment(int comment, const char *indent)
{
    if (comment)
        printf("%s/// %s\n", indent, COMMENTS[comment]);
}

// None among them.
int any_comment(void)
{
    return below(COUNT(COMMENTS));
}

int some_comment(void)
{
    return !is_off("comments") && one_in(5) ? 1 + below(COUNT(COMMENTS) - 1) : 0;
}

void block_add(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int room = MAX_BLOCK - block_length;
    int wrote = vsnprintf(block + block_length, (size_t)room, format, arguments);
    va_end(arguments);
    if (wrote < 0 || wrote >= room)
        exit(70);
    block_length += wrote;
}

void block_name(const char *name)
{
    if (is_bare(name) && !is_keyword(name)) {
        block_add("%s", name);
        return;
    }
    block_add("\"");
    for (const char *at = name; *at; at++)
        block_add(*at == '"' ? "\"\"" : "%c", *at);
    block_add("\"");
}

void block_table(const Model *model, int table)
{
    const Table *it = &model->tables[table];
    if (it->schema) {
        block_name(model->schemas[it->schema].name.now);
        block_add(".");
    }
    block_name(it->name.now);
}

void block_column(const Model *model, int table, int column)
{
    block_table(model, table);
    block_add(".");
    block_name(model->tables[table].columns[column].name.now);
}
