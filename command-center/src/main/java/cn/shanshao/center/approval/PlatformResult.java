package cn.shanshao.center.approval;

import cn.shanshao.center.identity.Role;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a paper in the approval platform.
 *
 * @param hash of what was signed there
 * @param signatures of an approved one: who issued it, and every co-signer
 * @param comment why it came back
 * @param aware keys of what speaks against an approved one that those who signed it have seen
 */
record PlatformResult(
        @Nullable String id,
        int round,
        @Nullable String hash,
        @Nullable Said result,
        @Nullable List<Signer> signatures,
        @Nullable String comment,
        @Nullable List<String> aware) {
    enum Said {
        /** Nobody has decided yet; only as the answer to a question. */
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("returned")
        RETURNED
    }

    /** @param signer the user name, where the centre has one for the person, else the one that the platform uses */
    record Signer(
            @Nullable String signer,
            @Nullable Role role,
            @Nullable String division,
            @Nullable Instant at) {}
}
