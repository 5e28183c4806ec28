package cn.shanshao.center.screen;

import cn.shanshao.ingest.wire.Text;
import java.util.List;
import java.util.Map;

/** What the parts beside the command centre say is wrong with themselves. Whoever runs them implements it. */
public interface PartReport {
    /** Name of a {@link Part} → what is wrong with it, the gravest first. Asked every second, so only remembered. */
    Map<String, List<Text>> faults();
}
