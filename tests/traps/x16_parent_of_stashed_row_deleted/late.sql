-- SPDX-License-Identifier: MIT
delete from p where id = 1;
