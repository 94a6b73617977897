-- What only a server can evaluate is kept as it is written, and told of.
create table by_moment (at timestamptz) partition by range (at);
create table by_moment_1 partition of by_moment for values from (to_timestamp(0)) to ('2024-01-01'::text::timestamptz);
create table by_word (word text) partition by list (word);
create table by_word_1 partition of by_word for values in ('a', lower('B'), 'abc'::varchar(2));
