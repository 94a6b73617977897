// SPDX-License-Identifier: MIT
// What generated checks call on texts, and the regular expressions.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "runtime/schemac.h"

#define T(text) schemac_text(text)

static void lengths_are_in_characters(void **state)
{
    (void)state;
    assert_int_equal(schemac_text_length(T("")), 0);
    assert_int_equal(schemac_text_length(T("h\303\251llo")), 5);
    assert_int_equal(schemac_text_length(T("\360\237\230\200!")), 2);
    assert_int_equal(schemac_text_position(T("l"), T("h\303\251llo")), 3);
    assert_int_equal(schemac_text_position(T(""), T("abc")), 1);
    assert_int_equal(schemac_text_position(T("x"), T("abc")), 0);
    assert_int_equal(schemac_text_cut(T("abc   "), 4).length, 4);
    assert_int_equal(schemac_text_cut(T("\303\251\303\251 "), 2).length, 4);
    assert_int_equal(schemac_text_cut(T("abcd"), 3).length, 4); // not only blanks: refused as it is
    assert_true(schemac_text_fills(T("ab"), 2));
    assert_false(schemac_text_fills(T("a "), 2));
    assert_false(schemac_text_fills(T("a"), 2));
    assert_null(schemac_text(NULL).bytes);
}

static void texts_are_compared_by_bytes(void **state)
{
    (void)state;
    assert_int_equal(schemac_text_compare(T("a"), T("b")), -1);
    assert_int_equal(schemac_text_compare(T("b"), T("a")), 1);
    assert_int_equal(schemac_text_compare(T("a"), T("ab")), -1);
    assert_int_equal(schemac_text_compare(T(""), T("")), 0);
    bool unsure = false;
    assert_true(schemac_text_equal_folded(T("ABC"), 'l', T("abc"), '=', &unsure));
    assert_false(schemac_text_equal_folded(T("ABC"), '=', T("abc"), '=', &unsure));
    assert_true(schemac_text_equal_folded(T("aBc"), 'u', T("AbC"), 'u', &unsure));
    assert_true(schemac_text_equal_folded(T("\303\251"), '=', T("\303\251"), '=', &unsure));
    assert_false(unsure);
    schemac_text_equal_folded(T("\303\211"), 'l', T("\303\251"), '=', &unsure);
    assert_true(unsure);
}

static void trimming_takes_characters(void **state)
{
    (void)state;
    SchemacText text = schemac_text_trim(T("xxabcx"), T("x"), 'b');
    assert_int_equal(text.length, 3);
    assert_memory_equal(text.bytes, "abc", 3);
    assert_int_equal(schemac_text_trim(T("  a "), T(" "), 'l').length, 2);
    assert_int_equal(schemac_text_trim(T("  a "), T(" "), 'r').length, 3);
    assert_int_equal(schemac_text_trim(T("\303\251a\303\251"), T("\303\251"), 'b').length, 1);
    assert_int_equal(schemac_text_trim(T("\303\250a"), T("\303\251"), 'b').length, 3); // shares a byte only
    assert_int_equal(schemac_text_trim(T("   "), T(" "), 'b').length, 0);
}

typedef struct Like {
    const char *text, *pattern;
    bool fold, matches;
} Like;

static void like_is_as_in_sql(void **state)
{
    (void)state;
    static const Like cases[] = {
        {"abc", "abc", false, true},     {"abc", "a%", false, true},     {"abc", "%c", false, true},
        {"abc", "%b%", false, true},     {"abc", "a_c", false, true},    {"abc", "_", false, false},
        {"", "%", false, true},          {"", "", false, true},          {"", "_", false, false},
        {"a%c", "a\\%c", false, true},   {"abc", "a\\%c", false, false}, {"aXbXc", "a%X%c", false, true},
        {"abcabd", "%abd", false, true}, {"\303\251", "_", false, true}, {"ABC", "abc", true, true},
        {"ABC", "abc", false, false},    {"aab", "%ab", false, true},    {"a\\c", "a\\\\c", false, true},
        {"abc", "a%%%c", false, true},   {"abc", "abc_", false, false},  {"a_c", "a\\_c", false, true},
    };
    for (size_t at = 0; at < sizeof cases / sizeof *cases; at++) {
        bool wrong = false, unsure = false;
        bool got =
            schemac_text_like(T(cases[at].text), T(cases[at].pattern), '\\', cases[at].fold, &wrong, &unsure);
        if (got != cases[at].matches || wrong || unsure)
            fail_msg("'%s' like '%s'", cases[at].text, cases[at].pattern);
    }
    bool wrong = false, unsure = false;
    schemac_text_like(T("abc"), T("ab\\"), '\\', false, &wrong, &unsure);
    assert_true(wrong);
    schemac_text_like(T("\303\211"), T("\303\251"), '\\', true, &wrong, &unsure);
    assert_true(unsure);
}

typedef struct Regex {
    const char *pattern, *text;
    char verdict; // t, f, or ? when only the database knows
} Regex;

// The verdicts are PostgreSQL's own; tests/stubs compares thousands more with a server.
static const Regex regexes[] = {
    {"^[^@ ]+@[^@ ]+$", "a@b.c", 't'},
    {"^[^@ ]+@[^@ ]+$", "a@b@c", 'f'},
    {"^[^@ ]+@[^@ ]+$", "\303\251@b", 't'},
    {"^a$", "a\n", 'f'},
    {"^a.b$", "a\nb", 't'},
    {"^.$", "\303\251", 't'},
    {"(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaaaaaab", 'f'},
    {"^(a|b)*?c$", "abac", 't'},
    {"", "x", 't'},
    {"a||b", "x", 't'},
    {"()", "", 't'},
    {"x{0}", "y", 't'},
    {"^\\d{4}-\\d{2}$", "2024-01", 't'},
    {"^\\d+$", "12a", 'f'},
    {"\\d", "\331\241", '?'},
    {"^\\w+$", "abc_9", 't'},
    {"^\\w+$", "\303\251", '?'},
    {"[[:alpha:]]", "\303\251", '?'},
    {"[^a-z]", "\303\251", 't'},
    {"[\303\240-\303\274]", "\303\251", 't'},
    {"[]a]", "]", 't'},
    {"[^]a]", "]", 'f'},
    {"[a-]", "-", 't'},
    {"[+--]", ",", 't'},
    {"[\\]]", "]", 't'},
    {"\\mab\\M", "x ab y", 't'},
    {"\\mab\\M", "xab", 'f'},
    {"\\yab\\y", "ab", 't'},
    {"a\\Yb", "ab", 't'},
    {"\\Aab\\Z", "ab", 't'},
    {"a{2,3}", "caab", 't'},
    {"^a{2,3}$", "aaaa", 'f'},
    {"^(ab){2}$", "abab", 't'},
    {"^a{255}$", "a", 'f'},
    {"a{", "a{", 't'},
    {"^(a|bc|)$", "", 't'},
    {"^(a|bc|)$", "bc", 't'},
    {"^(a|bc|)$", "b", 'f'},
    {"\\u0061", "a", 't'},
    {"\\B", "\\", 't'},
    {"a{256}", "a", '?'},
    {"(a)\\1", "aa", '?'},
    {"a(?=b)", "ab", '?'},
    {"(?i)a", "A", '?'},
    {"***=a", "a", '?'},
    {"[[.a.]]", "a", '?'},
    {"a**", "a", '?'},
    {"*a", "a", '?'},
    {"^*", "a", '?'},
    {"(a", "a", '?'},
    {"a)", "a", '?'},
    {"[b-a]", "a", '?'},
    {"[a", "a", '?'},
    {"\\", "a", '?'},
    {"a{2,1}", "a", '?'},
    {"\\p{L}", "a", '?'},
    {"((((a{9}){9}){9}){9}){9}", "a", '?'},
};

static char verdict_of(const char *pattern, const char *text, bool fold)
{
    bool unsure = false;
    bool matches = schemac_text_matches(T(text), T(pattern), fold, &unsure);
    return unsure ? '?' : matches ? 't' : 'f';
}

static void regexes_are_postgres(void **state)
{
    (void)state;
    for (size_t at = 0; at < sizeof regexes / sizeof *regexes; at++) {
        char got = verdict_of(regexes[at].pattern, regexes[at].text, false);
        if (got != regexes[at].verdict)
            fail_msg("'%s' ~ '%s': %c", regexes[at].text, regexes[at].pattern, got);
    }
    assert_int_equal(verdict_of("^[a-c]x$", "Bx", true), 't');
    assert_int_equal(verdict_of("^[[:upper:]]$", "a", true), 't');
    assert_int_equal(verdict_of("\303\251", "\303\211", true), '?');
    assert_int_equal(verdict_of("a", "\377", false), '?'); // no text at all
}

// The time grows with text times pattern, whatever the pattern is.
static void no_pattern_takes_forever(void **state)
{
    (void)state;
    static char text[100001];
    memset(text, 'a', sizeof text - 1);
    assert_int_equal(verdict_of("^(a|aa)+$", text, false), 't');
    assert_int_equal(verdict_of("(a*)*b", text, false), 'f');
    assert_int_equal(verdict_of("(x+x+)+y", text, false), 'f');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_are_in_characters), cmocka_unit_test(texts_are_compared_by_bytes),
        cmocka_unit_test(trimming_takes_characters), cmocka_unit_test(like_is_as_in_sql),
        cmocka_unit_test(regexes_are_postgres),      cmocka_unit_test(no_pattern_takes_forever),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
