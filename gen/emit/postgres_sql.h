// SPDX-License-Identifier: MIT
// The texts of gen/emit/postgres/*.sql, as the Makefile embeds them: SQL that is the same in every migration.
#ifndef GEN_EMIT_POSTGRES_SQL_H
#define GEN_EMIT_POSTGRES_SQL_H

extern const char emit_sql_keep[], emit_sql_keep_view[];

#endif
