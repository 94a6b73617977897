-- SPDX-License-Identifier: MIT
insert into devices values (3, 'watch');
