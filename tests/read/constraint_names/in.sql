-- No two constraints of a schema get the same name from the server, be they of different tables.
create table x (id int primary key);
create table a (b_c int references x, d int constraint k_l_check check (d > 0));
create table a_b (c int references x, unique (c));
create table k (l int check (l > 0));
create domain k_l as int check (value > 1);
create domain k_l2 as int check (value > 1);
create table a_rather_long_name_of_a_table_that_goes_on_and_on_history (qualid int, queryid int, dbid int, userid int references x on delete cascade, unique (qualid, queryid, dbid, userid));
create table a_rather_long_name_of_a_table_that_goes_on_and_on_histories (qualid int, queryid int, dbid int, userid int, foreign key (qualid, queryid, dbid, userid) references a_rather_long_name_of_a_table_that_goes_on_and_on_history (qualid, queryid, dbid, userid));
create table a_rather_long_name_of_a_table_that_goes_on_other_history_current (qualid int, queryid int, dbid int, userid int, foreign key (qualid, queryid, dbid, userid) references a_rather_long_name_of_a_table_that_goes_on_and_on_history (qualid, queryid, dbid, userid));
create schema s; create table s.k (l int check (l > 0));
alter table a rename constraint a_b_c_fkey to old; create table a_b_c (id int, constraint zz check (id > 0)); alter table a_b_c add foreign key (id) references x; alter table a_b_c add constraint a_b_pkey1 check (id > 1); 
create table w (b int references x); create table v (w_b int, constraint w_b_fkey1 unique (w_b)); 
