-- SPDX-License-Identifier: MIT
-- What is there before the first migration: the role of the application that reads along.
do $$
begin
    if to_regrole('rear_diff') is null then
        create role rear_diff login;
    end if;
end $$;
