-- SPDX-License-Identifier: MIT
insert into shop.gone values (1, '{ok,ok}'), (2, '{}');
insert into shop.t values (1, 'sad');
grant usage on type shop.mood to trap_reader;
