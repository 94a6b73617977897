-- SPDX-License-Identifier: MIT
grant usage on sequence t_id_seq to trap_reader;
grant usage, select on sequence b_id_seq to trap_reader;
