// SPDX-License-Identifier: MIT
// The texts of gen/read/postgres/*.sql, as the Makefile embeds them. Each runs in psql as it is, on
// PostgreSQL 12 to 18.
#ifndef GEN_READ_POSTGRES_SQL_H
#define GEN_READ_POSTGRES_SQL_H

extern const char read_sql_schemas[], read_sql_types[], read_sql_labels[], read_sql_collations[];
extern const char read_sql_attributes[], read_sql_ranges[];
extern const char read_sql_opclasses[], read_sql_relations[], read_sql_columns[], read_sql_constraints[];
extern const char read_sql_indexes[], read_sql_reads[], read_sql_census[], read_sql_extensions[];
extern const char read_sql_sequences[], read_sql_routines[], read_sql_arguments[], read_sql_settings[];
extern const char read_sql_parents[], read_sql_partitioned[], read_sql_queries[];
extern const char read_sql_triggers[], read_sql_policies[], read_sql_rights[], read_sql_defaults[];
extern const char read_sql_definitions[], read_sql_definitions_relation[];
extern const char read_sql_definitions_database[], read_sql_subscriptions[], read_sql_foreign[];
extern const char read_sql_roles[];

#endif
