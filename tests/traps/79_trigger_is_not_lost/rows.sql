-- SPDX-License-Identifier: MIT
create trigger keep after insert on t begin insert into log (what) values (new.a); end;
insert into t values (1, 'x');
