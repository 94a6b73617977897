create sequence s; 
create table t (id serial primary key unique, a varchar(10) default null, b text default null, c numeric(4,2) default null, d int default nextval('s'::text), e int default nextval('s'), f int default nextval('s'::text::regclass), g timestamp(3) default null::timestamp, unique (a), unique (a), unique (id), h varchar(3)[] default null);
create table u (a int, b int, primary key (a, b), unique (b, a), unique (a, b));
create table was_another_type (v text default 'x'::varchar, w varchar(9) default 'q'::text, x varchar(9) default 'q'::varchar);
