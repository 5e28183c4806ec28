package cn.shanshao.center.screen;

import cn.shanshao.center.audit.Audit;
import cn.shanshao.ingest.wire.Text;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells that somebody changed the end of the audit trail in the database, or the file of its anchors. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class TrailReport implements PartReport {
    private final Audit audit;

    TrailReport(Audit audit) {
        this.audit = audit;
    }

    @Override
    public Map<String, List<Text>> faults() {
        return audit.isBent()
                ? Map.of(
                        "centre",
                        List.of(new Text(
                                "审计记录或其锚点文件曾被改动，请运行 ./shanshao audit verify 核验",
                                "the audit trail or its file of anchors was changed, run ./shanshao audit verify")))
                : Map.of();
    }
}
