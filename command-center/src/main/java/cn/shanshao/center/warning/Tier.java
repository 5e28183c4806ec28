package cn.shanshao.center.warning;

/** Which division of a point's lineage signs. */
enum Tier {
    COUNTY,
    CITY,
    PROVINCE
}
