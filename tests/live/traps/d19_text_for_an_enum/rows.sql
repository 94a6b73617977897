-- SPDX-License-Identifier: MIT
insert into devices values (1, 'tv'), (2, 'mobile');
