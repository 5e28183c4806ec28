package cn.shanshao.center.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the trail is held by outside the database.
 *
 * @param keyFile keys of the chain, of its anchors and of the personal fields; made at the first start, mode 600
 * @param anchorFile signed heads of the chain, one a line, only ever added to; keep copies of it on another machine
 * @param anchorEvery how often the head is written there; also at the start and at a clean stop
 */
@ConfigurationProperties("shanshao.audit")
record AuditSettings(
        @DefaultValue(".shanshao/audit/audit.key") Path keyFile,
        @DefaultValue(".shanshao/audit/audit.anchors") Path anchorFile,
        @DefaultValue("1h") Duration anchorEvery) {}
