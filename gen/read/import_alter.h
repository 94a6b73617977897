// SPDX-License-Identifier: MIT
// ALTER TABLE, command by command: import_alter.c, and what is about storage in import_alter_storage.c.
#ifndef GEN_READ_IMPORT_ALTER_H
#define GEN_READ_IMPORT_ALTER_H

#include "gen/read/import_job.h"

typedef struct Alter {
    Job *job;
    Thing *thing;
    ImportTable *table; // NULL: it is something else
    ImportColumn *column;
    const Tree *command, *def;
    const char *name;
    size_t index; // of the command
    bool whole;   // not ONLY the table itself
} Alter;

bool import_alter_column(Alter *); // finds the column that it is about; false: there is none

typedef void AlterCommand(Alter *);
AlterCommand import_replica_identity, import_set_options, import_set_tablespace, import_set_method;
AlterCommand import_cluster_on, import_no_cluster;
AlterCommand import_set_storage, import_set_compression, import_set_column_options, import_set_statistics;

#endif
