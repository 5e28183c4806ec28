package cn.shanshao.center.approval;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That one signs in another's place (授权代签).
 *
 * @param giver username of whose signature it is
 * @param taker username of who may give it
 * @param division of the giver
 * @param approval only this one; {@code null}: all
 * @param begins inclusive
 * @param ends exclusive
 */
record Delegation(
        String id,
        String giver,
        String taker,
        String division,
        @Nullable String approval,
        Instant begins,
        Instant ends) {}
