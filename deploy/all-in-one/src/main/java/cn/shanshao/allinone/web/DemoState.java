package cn.shanshao.allinone.web;

import cn.shanshao.ingest.wire.Text;
import java.util.List;
import java.util.Optional;

/**
 * Whether the demo that was asked for runs.
 *
 * @param heldBackBy the live point or device beside which it was not started; empty when nothing held it back
 */
public record DemoState(Optional<String> heldBackBy) {
    List<Text> faults() {
        return heldBackBy
                .map(id -> List.of(new Text(
                        "存在真实点或设备 %s，演示未启动；请用 ./shanshao up --empty 启动".formatted(id),
                        "the demo was not started beside %s, which is live: start with ./shanshao up --empty"
                                .formatted(id))))
                .orElse(List.of());
    }
}
