-- SPDX-License-Identifier: MIT
-- Reads the file "in" (pattern, text, fold; parted by the byte 1) and prints t, f, or e for no pattern.
create temp table line (number serial, text text);
create function pg_temp.verdict(pattern text, value text, fold boolean) returns text language plpgsql as $$
begin
    return case when case when fold then value ~* pattern else value ~ pattern end then 't' else 'f' end;
exception when others then
    return 'e';
end $$;
\copy line (text) from 'in' with (format csv, delimiter E'\x02', quote E'\x03')
select pg_temp.verdict(split_part(text, chr(1), 1), split_part(text, chr(1), 2), split_part(text, chr(1), 3) = '1')
from line order by number;
