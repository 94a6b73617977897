insert into c values ('de', 'Mine');
