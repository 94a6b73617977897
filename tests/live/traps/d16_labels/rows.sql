-- SPDX-License-Identifier: MIT
insert into devices values (1, 'tablet', '{mobile,"it''s"}'), (2, 'smart tv', null);
