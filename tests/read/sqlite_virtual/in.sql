CREATE VIRTUAL TABLE IF NOT EXISTS Pages USING FTS5(title, body,
    content='texts', content_rowid = "id", tokenize = "unicode61 remove_diacritics 2");
CREATE TABLE texts (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE boxes USING rtree(id, low, high, +name TEXT);
CREATE VIRTUAL TABLE far USING nowhere (a);
CREATE TRIGGER text_in AFTER INSERT ON texts BEGIN INSERT INTO pages (rowid, title) VALUES (new.id, new.title); END;
CREATE VIEW found AS SELECT p.title, rank FROM Pages p WHERE Pages MATCH 'x';
