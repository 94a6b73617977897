delete from p where id = 1;
