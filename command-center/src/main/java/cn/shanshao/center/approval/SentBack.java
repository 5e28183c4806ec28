package cn.shanshao.center.approval;

/**
 * A signer sent the paper back (退回); published in that transaction.
 *
 * @param step where it lies now; {@code DRAFT}: with its author, who hands it in again or withdraws it
 * @param by username, or {@code platform}
 */
public record SentBack(String id, String subject, Step step, String by, String comment) {}
