-- SPDX-License-Identifier: MIT
-- == partners_never_made
create function eq(int, text) returns bool language sql immutable as 'select true';
create function same(int, int) returns bool language sql immutable as 'select true';
-- old
create operator === (leftarg = int, rightarg = text, function = eq);
create operator === (leftarg = int, rightarg = int, function = same);
-- new
create operator === (leftarg = int, rightarg = text, function = eq, commutator = ====, negator = !===);
create operator === (leftarg = int, rightarg = int, function = same, commutator = ===, negator = !==);
