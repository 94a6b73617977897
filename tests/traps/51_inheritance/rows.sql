insert into pa values (10, 'p');
insert into ch values (11, 'c', 1, 2);
insert into gone values (12, 'g', 3);
insert into solo values (13, 's', 4);
