// SPDX-License-Identifier: MIT
#include "url.h"

#include "error.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

// Where "user:password@host" begins, or NULL when this is not a URL.
static const char *authority(const char *url)
{
    const char *scheme = strstr(url, "://");
    return scheme && !strncmp(url, "postgres", 8) ? scheme + 3 : NULL;
}

bool sr_url_is_clear(const char *url)
{
    const char *begin = authority(url);
    if (!begin)
        return true;
    const char *query = begin + strcspn(begin, "?");
    const char *end = begin + strcspn(begin, "/?");
    const char *first = memchr(begin, '@', (size_t)(query - begin));
    if (!first)
        return true;
    return first < end && !memchr(first + 1, '@', (size_t)(query - first - 1));
}

static const char *skip_blank(const char *at)
{
    return at + strspn(at, " \t\n");
}

// The end of the value of "password=", in a URL's query or in a keyword string.
static const char *value_end(const char *at, bool in_url)
{
    if (in_url)
        return at + strcspn(at, "&");
    if (*at != '\'') {
        for (; *at && !strchr(" \t\n", *at); at++)
            if (*at == '\\' && at[1])
                at++;
        return at;
    }
    for (at++; *at && *at != '\''; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : at;
}

// Everything between the first colon and the last @ before the query: rather too much than too little.
static const char *mask_authority(SrText *text, const char *url)
{
    const char *begin = authority(url);
    if (!begin)
        return url;
    const char *query = begin + strcspn(begin, "?");
    const char *at = query;
    while (at > begin && at[-1] != '@')
        at--;
    const char *colon = memchr(begin, ':', (size_t)(at - begin));
    if (at == begin || !colon)
        return url;
    sr_text_add(text, url, (size_t)(colon + 1 - url));
    sr_text_puts(text, "***");
    return at - 1;
}

void schemac_url_mask(const char *url, char *buffer, size_t size)
{
    SrText text = {0};
    bool in_url = authority(url) != NULL;
    const char *at = mask_authority(&text, url);
    for (const char *word = strstr(at, "password"); word; word = strstr(at, "password")) {
        const char *value = skip_blank(word + strlen("password"));
        sr_text_add(&text, at, (size_t)(value - at));
        at = value;
        if (*at != '=')
            continue;
        sr_text_puts(&text, "=***");
        at = value_end(in_url ? at + 1 : skip_blank(at + 1), in_url);
    }
    sr_text_puts(&text, at);
    snprintf(buffer, size, "%s", text.failed ? "***" : sr_text_string(&text));
    sr_text_free(&text);
}
