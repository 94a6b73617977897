-- SPDX-License-Identifier: MIT
insert into t values (1, 'ok', '{ok,sad}'), (2, 'sad', '{}');
