-- SPDX-License-Identifier: MIT
insert into t values (1, '(1,x,p,"{}")', '(3,2020-01-02)', '(2,y,q,"{ }")'), (2, null, null, null),
    (3, '(,,,)', '(,)', '(,,,)');
insert into keyless values (1, '(1,x,p,"{}")'), (1, '(1,x,p,"{}")'), (1, '(1,x,q,"{}")'), (2, null);
insert into heir values (1, '(1,h,q,)', 3);
insert into dropped values (1, '(1,z,p,"{}")');
