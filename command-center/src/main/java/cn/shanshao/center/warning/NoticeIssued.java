package cn.shanshao.center.warning;

/**
 * A notice goes out, an all-clear and a correction too. Published inside the transaction that issues it, so that what
 * people are sent is written in the same one.
 */
public record NoticeIssued(Warning warning, Notice notice) {}
