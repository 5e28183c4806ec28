package cn.shanshao.center.identity;

/**
 * Somebody was handed the duty and has not taken it for some time: that one must be rung, for whoever gave it is waiting.
 * Published inside a transaction, once for each hand-over.
 */
public record HandoverUnheard(String id, String division, String giver, String taker) {}
