insert into people values (1, 'sad', 20, 'Ann'), (2, 'ok', 7, 'Bob'), (3, 'happy', 10, 'Cid');
refresh materialized view by_mood;
