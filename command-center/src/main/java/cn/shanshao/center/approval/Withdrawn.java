package cn.shanshao.center.approval;

/**
 * The author or an administrator took the paper back; published in that transaction.
 *
 * @param by username
 */
public record Withdrawn(String id, String subject, String by, String comment) {}
