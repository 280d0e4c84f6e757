-- More is mistaken for each other than was known: i and l, 2 and z, 5 and s, 8 and b, 9 and g. Skeletons are kept as
-- `writeSkeleton` wrote them, which folded 0, 1, rn and vv already; the rest is one character each.
update agent_slugs set skeleton = translate(skeleton, 'i2589', 'lzsbg') where skeleton ~ '[i2589]';
