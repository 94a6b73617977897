// SPDX-License-Identifier: MIT
#include "draft.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SPILL_AT = 256 * 1024, CHUNK = 64 * 1024 };

static void fail(Draft *draft)
{
    if (!draft->error)
        draft->error = errno ? errno : EIO;
}

static FILE *open_file(Draft *draft)
{
    if (!draft->path)
        return tmpfile();
    Text name = {0};
    text_printf(&name, "%s.%ld.tmp", draft->path, (long)getpid());
    draft->file_path = name.bytes;
    FILE *file = fopen(name.bytes, "w+b");
    struct stat before;
    if (file && stat(draft->path, &before) == 0) // who may read it does not change
        fchmod(fileno(file), before.st_mode & 07777);
    return file;
}

static void move_out(Draft *draft)
{
    if (!draft->file && !draft->error && !(draft->file = open_file(draft)))
        fail(draft);
    if (!draft->error && draft->text.length &&
        fwrite(draft->text.bytes, 1, draft->text.length, draft->file) != draft->text.length)
        fail(draft);
    text_clear(&draft->text);
}

void draft_spill(Draft *draft)
{
    if (draft->unwanted)
        text_clear(&draft->text);
    else if (draft->text.length >= SPILL_AT)
        move_out(draft);
}

// Does the file that was written hold what the one of that path holds?
static bool is_same(FILE *file, const char *path)
{
    FILE *other = fopen(path, "rb");
    if (!other)
        return false;
    char mine[CHUNK], theirs[CHUNK];
    bool same = true;
    size_t got = 1;
    rewind(file);
    while (same && got) {
        got = fread(mine, 1, sizeof mine, file);
        same = fread(theirs, 1, sizeof theirs, other) == got && !memcmp(mine, theirs, got);
    }
    fclose(other);
    return same && !ferror(file);
}

bool draft_keep(Draft *draft)
{
    if (!draft->file && text_is_file(&draft->text, draft->path)) {
        draft_drop(draft);
        return true;
    }
    move_out(draft);
    if (!draft->error && fflush(draft->file) != 0)
        fail(draft);
    bool same = !draft->error && is_same(draft->file, draft->path);
    if (draft->file && fclose(draft->file) != 0)
        fail(draft);
    draft->file = NULL;
    if (!draft->error && !same) {
        if (rename(draft->file_path, draft->path) == 0)
            draft->file_path[0] = '\0';
        else
            fail(draft);
    }
    int why = draft->error;
    draft_drop(draft);
    errno = why;
    return !why;
}

bool draft_print(Draft *draft, FILE *out)
{
    char chunk[CHUNK];
    size_t got;
    if (draft->file) {
        rewind(draft->file);
        while (!draft->error && (got = fread(chunk, 1, sizeof chunk, draft->file)) > 0)
            if (fwrite(chunk, 1, got, out) != got)
                fail(draft);
        if (ferror(draft->file))
            fail(draft);
    }
    if (!draft->error && fwrite(text_string(&draft->text), 1, draft->text.length, out) != draft->text.length)
        fail(draft);
    errno = draft->error;
    return !draft->error;
}

void draft_drop(Draft *draft)
{
    if (draft->file)
        fclose(draft->file);
    if (draft->file_path && *draft->file_path)
        unlink(draft->file_path);
    free(draft->file_path);
    text_free(&draft->text);
    *draft = (Draft){0};
}
