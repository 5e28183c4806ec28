package cn.shanshao.center.identity;

import java.util.Map;

/** What lies in a division, and would be out of the sight of its people without it. Whoever keeps such things tells. */
public interface DivisionUse {
    /** What it is, in the plural → how many of it name the division; without what is not there. */
    Map<String, Long> in(String division);
}
