package cn.shanshao.center.screen;

import cn.shanshao.center.Loops;
import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.monitoring.Monitoring;
import cn.shanshao.center.notification.Messages;
import cn.shanshao.center.registry.RetainedConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How the parts of the road are, as the command centre sees them. Cheap: nothing is asked, only remembered. */
@Component
public class CenterHealth {
    private static final int SHOWN = 3;
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final Duration OVERLOAD = Duration.ofMinutes(1);
    private static final Duration START = Duration.ofSeconds(60);

    private final Monitoring monitoring;
    private final Alerts alerts;
    private final Messages messages;
    private final RetainedConfig config;
    private final DatabaseProbe database;
    private final Loops loops;
    private final ObjectProvider<PartReport> reports;
    private final Clock clock;
    private final Instant startedAt;

    CenterHealth(
            Monitoring monitoring,
            Alerts alerts,
            Messages messages,
            RetainedConfig config,
            DatabaseProbe database,
            Loops loops,
            ObjectProvider<PartReport> reports,
            Clock clock) {
        this.monitoring = monitoring;
        this.alerts = alerts;
        this.messages = messages;
        this.config = config;
        this.database = database;
        this.loops = loops;
        this.reports = reports;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    public List<Part> parts() {
        return Stream.of(broker(), job(), store(), sms(), database(), centre())
                .map(this::withReport)
                .toList();
    }

    /** What the part says of itself beside what is seen of it from here. */
    private Part withReport(Part seen) {
        return reports.orderedStream()
                .flatMap(report -> report.faults().getOrDefault(seen.name(), List.of()).stream())
                .findFirst()
                .map(fault -> seen.with(fault.zh()))
                .orElse(seen);
    }

    private Part broker() {
        if (monitoring.isConnected() && alerts.isConnected()) {
            return alerts.putAside() == 0
                    ? configuration()
                    : Part.degraded("broker", "有 %d 条警报无法读取，已另存".formatted(alerts.putAside()));
        }
        return monitoring.isConnected() || alerts.isConnected()
                ? Part.degraded("broker", alerts.isConnected() ? "实时数据未连接" : "警报队列未连接")
                : Part.down("broker", "消息代理未连接");
    }

    private Part configuration() {
        return config.isFailing() ? Part.degraded("broker", "监测配置未能发布，正在重试") : Part.ok("broker");
    }

    private Part job() {
        var heard = monitoring.jobHeardAt();
        var now = clock.instant();
        if (heard != null && !heard.isBefore(now.minus(SILENCE))) {
            return Part.ok("job");
        }
        if (heard == null && now.isBefore(startedAt.plus(START))) {
            return Part.degraded("job", "正在启动");
        }
        return Part.down("job", heard == null ? "分析作业尚无消息" : "分析作业无消息已 %d 秒".formatted(age(heard, now)));
    }

    private static long age(Instant heard, Instant now) {
        return Duration.between(heard, now).toSeconds();
    }

    private Part store() {
        return monitoring.storeAnswers() ? Part.ok("store") : Part.down("store", "时序库无应答，警报不受影响");
    }

    private Part sms() {
        var trouble = messages.carrierTrouble();
        if (trouble == null) {
            var untold = alerts.untold();
            return untold == 0 ? gateways() : Part.degraded("sms", "有 %d 条警情的后续短信未能生成，正在重试".formatted(untold));
        }
        return Part.down("sms", messages.hasCarrier() ? "短信通道未连通" + distrusted() : trouble);
    }

    /** Who answers at a carrier's address and could not prove to be the carrier; empty where nobody is. */
    private String distrusted() {
        return messages.gatewaysDistrusted().entrySet().stream()
                .map(one -> "；短信通道 %s 的对方身份未通过验证（%s）".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining());
    }

    private Part gateways() {
        var away = messages.gatewaysAway();
        if (!away.isEmpty()) {
            return Part.degraded("sms", "短信通道 %s 未连通，短信改走其他通道".formatted(String.join("、", away)) + distrusted());
        }
        var shorthanded = messages.gatewaysShorthanded();
        return shorthanded.isEmpty()
                ? templates()
                : Part.degraded(
                        "sms",
                        shorthanded.stream()
                                        .map(one -> "短信通道 %s 的 %d 个连接只有 %d 个连通"
                                                .formatted(one.gateway(), one.sessions(), one.bound()))
                                        .collect(Collectors.joining("；"))
                                + distrusted());
    }

    /** Before anybody has signed what cannot leave. */
    private Part templates() {
        var unregistered = messages.templatesUnregistered();
        return unregistered.isEmpty()
                ? Part.ok("sms")
                : Part.degraded(
                        "sms",
                        "有 %d 个短信模板未在任何通道登记，用到它们的短信发不出去：%s"
                                .formatted(
                                        unregistered.size(),
                                        unregistered.stream().limit(SHOWN).collect(Collectors.joining("、"))
                                                + (unregistered.size() > SHOWN ? "等" : "")));
    }

    private Part database() {
        return database.answers() ? Part.ok("database") : Part.down("database", "数据库无应答");
    }

    private Part centre() {
        var broken = loops.broken();
        if (!broken.isEmpty()) {
            return Part.down("centre", "内部程序出错：" + String.join("、", broken));
        }
        var dropped = monitoring.valuesDroppedAt();
        return dropped != null && dropped.isAfter(clock.instant().minus(OVERLOAD))
                ? Part.degraded("centre", "实时数据过多，部分数值未显示，警报不受影响")
                : Part.ok("centre");
    }
}
