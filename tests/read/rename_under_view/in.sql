CREATE TABLE t (a int, b int, c int); CREATE TABLE u (a int, d int);
CREATE VIEW v AS SELECT t.a, t.b AS second, u.a AS other FROM t JOIN u ON u.a = t.a WHERE t.a > 0;
CREATE VIEW w AS SELECT b, c AS b2 FROM t x WHERE b > 0 GROUP BY b, c;
CREATE VIEW k AS SELECT b, d, t.c FROM t, u WHERE b > d;
ALTER TABLE t RENAME a TO aa;
ALTER TABLE t RENAME b TO bb; ALTER TABLE t RENAME TO "T"; ALTER TABLE "T" RENAME bb TO "B b";
