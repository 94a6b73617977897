insert into r values (1); insert into m values (1, '2024-02-02', 1);
