// SPDX-License-Identifier: MIT
// Prints lines of pattern, text and fold (0 or 1), parted by the byte 1: patterns made at random, right and
// wrong ones, with texts that are near them.  patterns COUNT SEED
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;
static char pattern[4096];

static unsigned chance(unsigned below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (unsigned)((state >> 20) % below);
}

static void add(const char *text)
{
    if (strlen(pattern) + strlen(text) < sizeof pattern)
        strcat(pattern, text);
}

#define PICK(list) list[chance(sizeof list / sizeof *list)]

static const char *const literals[] = {"a", "b", "c", "A",        "B", "0", "1", "9", "_", "-", " ",  "@",
                                       ",", "~", ":", "\303\251", "<", ">", "=", "!", "&", "'", "\"", "/"};
static const char *const members[] = {"a",
                                      "b",
                                      "-",
                                      "a-z",
                                      "A-Z",
                                      "0-9",
                                      "[:alpha:]",
                                      "[:digit:]",
                                      "[:space:]",
                                      "[:upper:]",
                                      "[:lower:]",
                                      "[:punct:]",
                                      "[:alnum:]",
                                      "[:xdigit:]",
                                      "\\d",
                                      "\\w",
                                      "\\s",
                                      "_",
                                      ".",
                                      "@",
                                      "^",
                                      "\303\251",
                                      "\303\240-\303\274",
                                      "]",
                                      "\\]",
                                      "\\\\",
                                      "a-",
                                      "b-a",
                                      "[",
                                      "$",
                                      "\\n",
                                      "\\-",
                                      "%",
                                      "{",
                                      "+",
                                      "+--",
                                      "--/"};
static const char *const escapes[] = {"\\d",  "\\w", "\\s", "\\D",     "\\W",   "\\S", "\\.",
                                      "\\\\", "\\-", "\\n", "\\u0061", "\\e",   "\\B", "\\b",
                                      "\\a",  "\\(", "\\$", "\\^",     "\\x61", "\\{"};
static const char *const odd[] = {"{", "}", "]", "{a", "{,2}", "(", ")", "a{", "*", "\\", "[", "?"};
static const char *const counts[] = {"",    "",       "",      "",     "*",   "+",   "?",
                                     "{2}", "{1,2}",  "{0,2}", "{2,}", "{0}", "*?",  "+?",
                                     "?\?", "{1,3}?", "{2,1}", "{3}",  "**",  "{0,}"};
static const char *const edges[] = {"^", "$", "\\A", "\\Z", "\\m", "\\M", "\\y", "\\Y"};
static const char *const usual[] = {"^[^@ ]+@[^@ ]+$",
                                    "^[a-z0-9_]{3,30}$",
                                    "^\\+?[0-9]{7,15}$",
                                    "^#[0-9a-fA-F]{6}$",
                                    "(a+)+$",
                                    "^(a|b)*?c$",
                                    "^$",
                                    "",
                                    "a||b",
                                    "(|a)b",
                                    "()",
                                    "(a*)*b",
                                    "(a*)+",
                                    "x{0}",
                                    "^[[:alpha:]][[:alnum:]_-]*$",
                                    "\\d{4}-\\d{2}-\\d{2}",
                                    "[]a]",
                                    "[^]a]",
                                    "[a-]",
                                    "[]-a]",
                                    "***=a.b",
                                    "(?i)a",
                                    "\\1",
                                    "(a)\\1",
                                    "a(?=b)",
                                    "a(?!b)",
                                    "^*",
                                    "(*a)",
                                    "a{256}",
                                    "a{1,255}"};

static void add_branches(int depth);

static void add_piece(int depth)
{
    unsigned kind = chance(100);
    if (kind < 8) {
        add(PICK(edges));
        return;
    }
    if (kind < 48) {
        add(PICK(literals));
    } else if (kind < 56) {
        add(".");
    } else if (kind < 76) {
        add(chance(3) ? "[" : "[^");
        for (unsigned left = 1 + chance(4); left; left--)
            add(PICK(members));
        add("]");
    } else if (kind < 84) {
        add(PICK(escapes));
    } else if (kind < 86) {
        add(PICK(odd));
    } else if (depth < 3) {
        add(chance(2) ? "(" : "(?:");
        add_branches(depth + 1);
        add(")");
    }
    add(PICK(counts));
}

static void add_branches(int depth)
{
    for (unsigned branch = 1 + chance(2) * chance(3); branch; branch--) {
        for (unsigned left = depth ? chance(4) : 1 + chance(4); left; left--)
            add_piece(depth);
        if (branch > 1)
            add("|");
    }
}

static void print_text(void)
{
    if (chance(5) < 2) { // the pattern's own letters
        unsigned most = chance(12);
        for (const char *at = pattern; *at && most; at++, most--)
            if (*at != '\\' && (unsigned char)*at < 128)
                putchar(*at);
        return;
    }
    for (unsigned left = chance(10); left; left--)
        fputs(PICK(literals), stdout);
}

int main(int count, char **words)
{
    if (count != 3)
        return 2;
    state = 88172645463325252ull + strtoull(words[2], NULL, 10) * 7919;
    size_t made = strtoul(words[1], NULL, 10), known = sizeof usual / sizeof *usual;
    for (size_t at = 0; at < made; at++) {
        pattern[0] = '\0';
        if (at < known)
            add(usual[at]);
        else
            add_branches(0);
        for (int text = 0; text < 10; text++) {
            printf("%s\1", pattern);
            print_text();
            printf("\1%d\n", chance(4) == 0);
        }
    }
    return 0;
}
