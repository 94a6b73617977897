-- SPDX-License-Identifier: MIT
insert into content values (1, 'YouTube', '007'), (2, 'Vimeo Pro', null);
