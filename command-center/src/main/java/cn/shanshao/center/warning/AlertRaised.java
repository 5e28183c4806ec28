package cn.shanshao.center.warning;

/**
 * An episode opened, or its level rose. Published inside the transaction that stores it, so that what must follow can be
 * written in the same one.
 */
public record AlertRaised(Episode episode) {}
