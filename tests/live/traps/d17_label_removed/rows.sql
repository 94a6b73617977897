-- SPDX-License-Identifier: MIT
insert into devices values (1, 'tablet'), (2, 'tv'), (3, 'mobile');
