package cn.shanshao.center.approval;

import java.util.List;

/** Everybody who has to has signed. Published in the transaction of the last signature: what follows commits with it. */
public record Approved(String id, String subject, String hash, List<Signature> signatures) {
    public Approved {
        signatures = List.copyOf(signatures);
    }
}
