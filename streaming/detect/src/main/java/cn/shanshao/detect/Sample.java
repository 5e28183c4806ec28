package cn.shanshao.detect;

/**
 * One value as the rules see it.
 *
 * @param at placed time, Unix ms
 * @param value in the unit of the quantity, datum offsets added
 * @param mayOpen young enough to open an episode
 * @param clean quality flag 1: it may corroborate
 */
public record Sample(long at, double value, boolean mayOpen, boolean clean) {}
