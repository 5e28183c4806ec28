package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Downlink;
import cn.shanshao.ingest.wire.Quantity;
import cn.shanshao.ingest.wire.Realm;
import cn.shanshao.ingest.wire.RuleConfig;
import cn.shanshao.ingest.wire.Topics;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What every device must keep, whoever saves it. */
record DeviceCheck(Device device, @Nullable HazardPoint point, List<RuleConfig> rules) {
    private static final int MOST_REPLACED = 100;
    private static final Set<String> SERVICES = Set.of("job", "centre");
    private static final double LONGEST_INTERVAL = 7 * 86_400;
    private static final double LARGEST_OFFSET = 366 * 86_400.0;

    /** @throws cn.shanshao.center.Problem 422 that names every wrong field */
    void demand() {
        look().tell();
    }

    /** Everything that is wrong with it. */
    List<Problem.Fault> faults() {
        return look().list();
    }

    private Faults look() {
        var faults = new Faults()
                .unless(Topics.isId(device.id()), "id", device.id(), "[A-Za-z0-9_-]{1,64}")
                .unless(!isReserved(device.id()), "id", device.id(), "not a service login, nor beginning like one")
                .unless(!device.name().isBlank(), "name", device.name(), "a name")
                .unless(!device.id().equals(device.gateway()), "gateway", device.gateway(), "another device")
                .unless(
                        device.gateway() == null || Topics.isId(device.gateway()),
                        "gateway",
                        device.gateway(),
                        "the id of a device")
                .unless(
                        device.interval() > 0 && device.interval() <= LONGEST_INTERVAL,
                        "interval",
                        device.interval(),
                        "seconds, more than 0 and at most " + (int) LONGEST_INTERVAL)
                .unless(
                        Math.abs(device.clockOffset()) <= LARGEST_OFFSET,
                        "clockOffset",
                        device.clockOffset(),
                        "seconds, at most a year either way")
                .unless(
                        device.clock() == Clock.REAL || device.realm() == Realm.EXERCISE,
                        "clock",
                        "replay",
                        "real: only exercise devices replay")
                .unless(
                        device.until() == null || device.state() == DeviceState.MAINTENANCE,
                        "until",
                        device.until(),
                        "nothing: only a maintenance has an end")
                .unless(isDownlink(), "downlink", device.downlink(), downlinks());
        atItsPoint(faults);
        for (int i = 0; i < device.channels().size(); i++) {
            channel(faults, "channels[" + i + "].", device.channels().get(i));
        }
        return faults;
    }

    private boolean isDownlink() {
        var topic = device.downlink();
        return topic == null || device.protocol() == Protocol.NATIONAL && Downlink.isOf(topic, device.id());
    }

    private String downlinks() {
        return device.protocol() == Protocol.NATIONAL
                ? "a topic at or below $word/%1$s, such as $creq/%1$s/cmd, or below shanshao/v1/down/%1$s/"
                        .formatted(device.id())
                : "nothing: only the models of the protocol national have topics of their own";
    }

    private void atItsPoint(Faults faults) {
        faults.unless((device.pointId() == null) == (point == null), "pointId", device.pointId(), "the id of a point");
        if (point != null) {
            faults.unless(device.realm() == point.realm(), "realm", device.realm(), "that of its point")
                    .unless(
                            device.division().equals(point.division()),
                            "division",
                            device.division(),
                            "that of its point, " + point.division());
        }
    }

    /** What came over the wire may lack what a record says is there. */
    @SuppressWarnings("ConstantValue")
    private void channel(Faults faults, String at, Channel channel) {
        if (channel.quantity() == null || channel.unit() == null) {
            faults.unless(channel.quantity() != null, at + "quantity", null, "a quantity of the catalogue, or x.<name>")
                    .unless(channel.unit() != null, at + "unit", null, "the unit of the quantity");
            return;
        }
        var known = Quantity.of(channel.quantity());
        faults.unless(
                        Channels.normal(channel.quantity()).isPresent(),
                        at + "quantity",
                        channel.quantity(),
                        "a quantity of the catalogue, or x.<name>")
                .unless(
                        known.isEmpty() || known.get().unit().equals(channel.unit()),
                        at + "unit",
                        channel.unit(),
                        known.map(Quantity::unit).orElse(""))
                .unless(
                        channel.datum().stream().allMatch(d -> d.from() != null && Double.isFinite(d.offset())),
                        at + "datum",
                        channel.datum(),
                        "a time from which each offset holds, and a finite offset")
                .unless(
                        channel.datum().size() <= MOST_REPLACED,
                        at + "datum",
                        channel.datum().size(),
                        "at most " + MOST_REPLACED + " offsets")
                .unless(isRange(channel.range()), at + "range", channel.range(), "[min, max] with min < max")
                .unless(
                        device.channels().stream()
                                        .filter(c -> Objects.equals(c.quantity(), channel.quantity()))
                                        .count()
                                == 1,
                        at + "quantity",
                        channel.quantity(),
                        "each quantity once");
        new LimitCheck(faults, at + "limits", channel, lookingAt(channel)).run();
    }

    /** Whether a channel that the rule looks at has limits that do not fit. */
    boolean hasMisfitUnder(RuleConfig rule) {
        var faults = new Faults();
        device.channels().stream()
                .filter(channel -> lookingAt(channel).contains(rule))
                .forEach(channel -> new LimitCheck(faults, "limits", channel, lookingAt(channel)).run());
        return faults.hasAny();
    }

    private List<RuleConfig> lookingAt(Channel channel) {
        var kind = point == null ? null : point.kind();
        return rules.stream()
                .filter(rule -> rule.appliesTo().covers(channel.quantity(), device.id(), device.pointId(), kind))
                .toList();
    }

    private static boolean isRange(@Nullable List<Double> range) {
        return range == null || (range.size() == 2 && range.get(0) < range.get(1));
    }

    /** A service's client ids begin with its login and a dash, so no device may be called like that. */
    private static boolean isReserved(String id) {
        return SERVICES.stream().anyMatch(service -> id.equals(service) || id.startsWith(service + "-"));
    }
}
