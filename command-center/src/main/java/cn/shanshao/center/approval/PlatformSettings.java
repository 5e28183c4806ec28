package cn.shanshao.center.approval;

import cn.shanshao.ingest.wire.Realm;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The shared approval platform (共享审批平台) of the government, for papers of the live realm, over the contract in
 * `docs/contract.md`.
 *
 * @param url where its API begins; not set: everything is signed here
 * @param secret with which both sides sign what they send, 32 characters or more
 * @param processes that are signed there: `evacuation-notice`, `public-warning`
 * @param deadline after which a paper without a result is signed here
 * @param poll how often a result that did not come is asked for
 * @param timeout of one request
 * @param window by how much the time of a call may differ from ours
 */
@ConfigurationProperties("shanshao.approval.platform")
record PlatformSettings(
        @Nullable URI url,
        @DefaultValue("") String secret,
        @DefaultValue Set<Process> processes,
        @DefaultValue("10m") Duration deadline,
        @DefaultValue("30s") Duration poll,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5m") Duration window) {
    private static final int SHORTEST_SECRET = 32;

    PlatformSettings {
        processes = Set.copyOf(processes);
        if (!processes.isEmpty() && (url == null || secret.length() < SHORTEST_SECRET)) {
            throw new IllegalArgumentException(
                    "shanshao.approval.platform.processes needs a url and a secret of %d characters or more, had %s and %d"
                            .formatted(SHORTEST_SECRET, url, secret.length()));
        }
    }

    /** Nothing of the exercise leaves the house. */
    boolean carries(Submission said) {
        return said.realm() == Realm.LIVE && processes.contains(said.process());
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "PlatformSettings[%s, %s]".formatted(url, processes);
    }
}
