package cn.shanshao.allinone.web;

import cn.shanshao.ingest.broker.BrokerHealth;
import cn.shanshao.ingest.history.StoreHealth;
import cn.shanshao.ingest.wire.Text;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a part, in sentences for the operator, the gravest first. */
final class PartFaults {
    private PartFaults() {}

    static List<Text> of(BrokerHealth health) {
        if (!health.running()) {
            return List.of(new Text("消息代理已停止，磁盘可能出错", "the broker has stopped: does its disk fail?"));
        }
        var faults = new ArrayList<Text>();
        if (health.diskFull()) {
            faults.add(new Text("磁盘将满，设备数据被拒收", "the disk is nearly full: nothing is taken from devices"));
        }
        if (!health.datasync()) {
            faults.add(new Text("同步写盘已关闭，断电会丢数据", "datasync is off: what is acknowledged may be lost"));
        }
        if (health.deadLetters() > 0) {
            faults.add(new Text(
                    "有 %d 条消息未能送达，成为死信".formatted(health.deadLetters()),
                    "%d messages left a permanent queue undelivered".formatted(health.deadLetters())));
        }
        if (health.zombiesStuck() > 0) {
            faults.add(new Text(
                    "有 %d 个失效连接无法清除，可能扣住消息".formatted(health.zombiesStuck()),
                    "%d dead connections cannot be closed, and may hold messages back"
                            .formatted(health.zombiesStuck())));
        }
        return List.copyOf(faults);
    }

    static List<Text> of(StoreHealth health) {
        if (!health.answers()) {
            return List.of(new Text("时序库无应答", "the store does not answer"));
        }
        var faults = new ArrayList<Text>();
        if (!health.suspended().isEmpty()) {
            var tables = String.join(", ", health.suspended());
            faults.add(new Text(
                    "数据表 %s 暂停写入，磁盘可能已满，正在恢复".formatted(tables),
                    "%s take writes and do not show them, and are resumed; is the disk full?".formatted(tables)));
        }
        if (!health.synced()) {
            faults.add(new Text("同步写盘已关闭，断电会丢数据", "commits are not synced: what is acknowledged may be lost"));
        }
        return List.copyOf(faults);
    }
}
