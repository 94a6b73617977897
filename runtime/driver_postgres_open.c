// SPDX-License-Identifier: MIT
#include "driver_postgres.h"

#include "url.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void report_notice(void *context, const PGresult *result)
{
    const SrLink *link = context;
    const char *severity = link->pq.resultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
    const char *primary = link->pq.resultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    char text[1024];
    if (!link->report)
        return;
    snprintf(text, sizeof text, "%s: %s", severity ? severity : "NOTICE", primary ? primary : "");
    sr_report(link->report, SCHEMAC_EVENT_NOTICE, text);
}

void sr_postgres_close(SrLink *link)
{
    if (link->owned)
        link->pq.finish(link->connection);
    free(link);
}

static SchemacCode link_new(const SrLibpq *pq, PGconn *connection, bool owned, SchemacDb **db,
                            SchemacError *error)
{
    SrLink *link = calloc(1, sizeof *link);
    if (!link) {
        if (owned)
            pq->finish(connection);
        return sr_fail_memory(error);
    }
    link->pq = *pq;
    link->connection = connection;
    link->owned = owned;
    // The receiver a program has set can be read, but not what it is called with: it stays in place.
    if (owned)
        pq->setNoticeReceiver(connection, report_notice, link);
    return sr_db_new(&sr_postgres_driver, link, db, error);
}

SchemacCode schemac_postgres_use(struct pg_conn *connection, SchemacDb **db, SchemacError *error)
{
    SrLibpq pq;
    sr_error_clear(error);
    *db = NULL;
    SchemacCode code = sr_libpq(&pq, error);
    return code ? code : link_new(&pq, connection, false, db, error);
}

// libpq quotes the part it cannot read, and that may be a piece of a password.
static SchemacCode check_conninfo(const SrLibpq *pq, const char *conninfo, SchemacError *error)
{
    bool parsed_as_text = strchr(conninfo, '=') || strstr(conninfo, "://");
    if (!parsed_as_text)
        return SCHEMAC_OK;
    PQconninfoOption *options = pq->conninfoParse(conninfo, NULL);
    bool good = options && sr_url_is_clear(conninfo);
    pq->conninfoFree(options);
    if (good)
        return SCHEMAC_OK;
    return sr_fail(error, SCHEMAC_BAD_INPUT,
                   "the connection string cannot be read (in a URL, write '@', '/' and ':' of a password as"
                   " %%40, %%2F and %%3A)");
}

static SchemacCode connect(const SrLibpq *pq, const char *conninfo, SchemacDb **db, SchemacError *error)
{
    static const char *const keys[] = {"dbname", "fallback_application_name", "client_encoding", NULL};
    const char *values[] = {conninfo, "schemac", "UTF8", NULL};
    PGconn *connection = pq->connectdbParams(keys, values, 1);
    if (!connection)
        return sr_fail_memory(error);
    if (pq->status(connection) == CONNECTION_OK)
        return link_new(pq, connection, true, db, error);
    const char *text = pq->errorMessage(connection);
    int length = (int)strlen(text);
    while (length && text[length - 1] == '\n')
        length--;
    sr_fail(error, SCHEMAC_NO_CONNECTION, "%.*s", length, text);
    sr_postgres_mask(error->message, pq->pass(connection));
    pq->finish(connection);
    return error->code;
}

SchemacCode schemac_postgres_open(const char *conninfo, SchemacDb **db, SchemacError *error)
{
    SrLibpq pq;
    sr_error_clear(error);
    *db = NULL;
    SchemacCode code = sr_libpq(&pq, error);
    if (!code)
        code = check_conninfo(&pq, conninfo, error);
    return code ? code : connect(&pq, conninfo, db, error);
}
