package cn.shanshao.center.audit;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the trail is held by outside the database.
 *
 * @param keyFile keys of the chain, of its anchors and of the personal fields; made at the first start, mode
 *     600; {@code audit/audit.key} in the home unless told otherwise
 * @param anchorFile signed heads of the chain, one a line, only ever added to; keep copies of it on another
 *     machine; {@code audit/audit.anchors} in the home unless told otherwise
 * @param anchorEvery how often the head is written there; also at the start and at a clean stop
 */
@ConfigurationProperties("shanshao.audit")
record AuditSettings(
        Path keyFile, Path anchorFile, @DefaultValue("1h") Duration anchorEvery) {}
