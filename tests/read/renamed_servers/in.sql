-- What names a server, a wrapper or an operator family follows its new name.
create foreign data wrapper fdw;
create server srv foreign data wrapper fdw;
create server other foreign data wrapper fdw;
create user mapping for public server srv options (x '1');
create user mapping for joe server srv;
create foreign table srv (server int, srv text) server srv options (srv '1');
create foreign table ft (a int) server other;
alter server srv rename to "Srv 2";
alter server "Srv 2" rename to srv3;
alter foreign data wrapper fdw rename to fdw2;
alter user mapping for public server srv3 options (add y '2');
create operator family fam using btree;
create operator class opc for type int using btree family fam as operator 1 <, operator 2 <=, operator 3 =, operator 4 >=, operator 5 >, function 1 btint4cmp(int,int);
alter operator family fam using btree rename to fam2;
