package cn.shanshao.center.registry;

import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.ingest.wire.Channels;
import cn.shanshao.ingest.wire.Clock;
import cn.shanshao.ingest.wire.DeviceConfig.Channel;
import cn.shanshao.ingest.wire.DeviceState;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Quantity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Devices with their channels as a table: one row for each. */
@Component
class DeviceKind implements TableKind<Device> {
    private static final TableColumn ID =
            new TableColumn("设备编号", "id", true, "1–64 个字母、数字、- 或 _，不重复", "1 to 64 of A-Z a-z 0-9 _ -", "jl-0901-gnss1");
    private static final TableColumn NAME =
            new TableColumn("名称", "name", false, "1–100 个字", "1 to 100 characters", "老岭沟 GNSS 1");
    private static final TableColumn MODEL = new TableColumn(
            "型号", "model", false, "最多 40 个字，如 gnss、crack、tilt、rain、siren", "at most 40 characters, e.g. gnss", "gnss");
    private static final TableColumn POINT = new TableColumn(
            "隐患点",
            "pointId",
            false,
            "本辖区内已登记的隐患点编号或统一编号",
            "the id or the unified number of a point of your division",
            "jl-220282-901",
            true);
    private static final TableColumn DIVISION = new TableColumn(
            "行政区划代码",
            "division",
            false,
            "本辖区内的区划代码；有隐患点时与其一致",
            "the code of a division under your own; that of its point where it has one",
            "220282");
    private static final TableColumn GATEWAY =
            new TableColumn("网关", "gateway", false, "另一设备的编号", "the id of another device", "jl-0901-gw", true);
    private static final TableColumn STATE = new TableColumn(
            "状态",
            "state",
            false,
            "在用、调试、退役 之一；维护须在设备页设置结束时间",
            "one of 在用, 调试, 退役; a maintenance has an end, which its page asks for",
            "在用");
    private static final TableColumn INTERVAL = new TableColumn(
            "上报间隔秒", "interval", false, "大于 0、不超过 604800 的秒数", "seconds, more than 0 and at most 604800", "60");
    private static final TableColumn OFFSET = new TableColumn(
            "时钟偏移秒", "clockOffset", false, "加到设备时间上的秒数，不超过一年", "seconds to add to its times, at most a year", "0");
    private static final TableColumn POWER =
            new TableColumn("共用电源", "power", false, "最多 64 个字", "at most 64 characters", "", true);
    private static final TableColumn CHANNELS = new TableColumn(
            "测量量",
            "channels",
            false,
            "契约所列的测量量，用分号隔开；x. 开头的自定义量须带单位，如 x.level[cm]；只增不减",
            "quantities of the contract, with ; between them; x.… with its unit, e.g. x.level[cm]; none is taken away",
            "displacement.e;displacement.n;displacement.u");
    private static final List<TableColumn> COLUMNS =
            List.of(ID, NAME, MODEL, POINT, DIVISION, GATEWAY, STATE, INTERVAL, OFFSET, POWER, CHANNELS);
    private static final Map<String, DeviceState> STATES = Map.of(
            "在用",
            DeviceState.SERVICE,
            "维护",
            DeviceState.MAINTENANCE,
            "调试",
            DeviceState.COMMISSIONING,
            "退役",
            DeviceState.RETIRED);
    private static final Pattern CHANNEL = Pattern.compile("([^\\[\\]]+)(?:\\[([^\\[\\]]{1,20})])?");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_MODEL = 40;
    private static final int LONGEST_POWER = 64;
    private static final int MOST_CHANNELS = 200;
    private static final double MINUTE = 60;

    private final Registry registry;
    private final Silencing silencing;
    private final DeviceStore devices;
    private final RuleSource rules;
    private final Removal removal;
    private final Divisions divisions;
    private final Realms realms;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    DeviceKind(
            Registry registry,
            Silencing silencing,
            DeviceStore devices,
            RuleSource rules,
            Removal removal,
            Divisions divisions,
            Realms realms,
            Audit audit,
            ApplicationEventPublisher events) {
        this.registry = registry;
        this.silencing = silencing;
        this.devices = devices;
        this.rules = rules;
        this.removal = removal;
        this.divisions = divisions;
        this.realms = realms;
        this.audit = audit;
        this.events = events;
    }

    @Override
    public String kind() {
        return "devices";
    }

    @Override
    public String noun() {
        return "device";
    }

    @Override
    public String title() {
        return "监测设备";
    }

    @Override
    public boolean isPersonal() {
        return false;
    }

    @Override
    public List<TableColumn> columns() {
        return COLUMNS;
    }

    @Override
    public TableColumn keyColumn() {
        return ID;
    }

    @Override
    public List<Device> all(CurrentUser user) {
        return registry.listDevices(user.division());
    }

    @Override
    public Map<String, String> cells(Device d) {
        var cells = new LinkedHashMap<String, String>();
        cells.put(ID.title(), d.id());
        cells.put(NAME.title(), d.name());
        cells.put(MODEL.title(), d.model());
        put(cells, POINT, d.pointId());
        cells.put(DIVISION.title(), d.division());
        put(cells, GATEWAY, d.gateway());
        STATES.forEach((zh, state) -> {
            if (state == d.state()) {
                cells.put(STATE.title(), zh);
            }
        });
        cells.put(INTERVAL.title(), Double.toString(d.interval()));
        cells.put(OFFSET.title(), Double.toString(d.clockOffset()));
        put(cells, POWER, d.power());
        cells.put(
                CHANNELS.title(),
                d.channels().stream()
                        .map(c -> Quantity.of(c.quantity()).isPresent()
                                ? c.quantity()
                                : "%s[%s]".formatted(c.quantity(), c.unit()))
                        .collect(Collectors.joining(";")));
        return cells;
    }

    private static void put(Map<String, String> cells, TableColumn column, @Nullable String text) {
        if (text != null) {
            cells.put(column.title(), text);
        }
    }

    @Override
    public Reader<Device> reader(CurrentUser user) {
        var points = HazardPoint.byNames(registry.listPoints(user.division()));
        var mine = registry.listDevices(user.division()).stream()
                .collect(Collectors.toMap(Device::id, Function.identity()));
        var taken = devices.all().stream().map(Device::id).collect(Collectors.toSet());
        var inForce = rules.all();
        return cells -> {
            var id = cells.text(ID, null);
            var before = mine.get(id);
            if (before == null && taken.contains(id)) {
                cells.blame(ID, "已被其他辖区的设备占用，请换一个编号", "taken by a device of another division");
            }
            cells.key(id);
            var name = cells.optional(POINT, before == null ? null : before.pointId());
            var point = name == null ? null : points.get(name);
            if (cells.text(POINT) != null && point == null) {
                cells.blame(POINT);
            }
            var after = wanted(cells, before, point, id, user.division());
            if (divisions
                    .find(after.division())
                    .filter(division -> divisions.sees(user, division.code()))
                    .isEmpty()) {
                cells.blame(DIVISION);
            }
            cells.blame(new DeviceCheck(after, point, inForce).faults());
            if (!cells.areBad() && !silencing.of(before, after).isEmpty()) {
                cells.blame(
                        after.state() == DeviceState.SERVICE ? POINT : STATE,
                        "该设备承载红色预警或常设指令，请在设备页看过影响后单独停用",
                        "a grave alert stands on it: take it out of service on its own page, where you see what falls");
            }
            return cells.areBad() ? Optional.empty() : Optional.of(new Reader.Read<>(before, after));
        };
    }

    private Device wanted(
            Cells cells, @Nullable Device before, @Nullable HazardPoint point, String id, String callersDivision) {
        var state = cells.word(STATE, STATES, before == null ? DeviceState.SERVICE : before.state());
        var isNewMaintenance = state == DeviceState.MAINTENANCE && (before == null || before.state() != state);
        if (isNewMaintenance) {
            cells.blame(STATE);
        }
        var division = cells.text(DIVISION);
        return new Device(
                id,
                before == null ? 0 : before.version(),
                point != null ? point.id() : null,
                division != null
                        ? division
                        : point != null ? point.division() : before != null ? before.division() : callersDivision,
                limited(cells, NAME, before == null ? id : before.name(), LONGEST_NAME),
                limited(cells, MODEL, before == null ? "other" : before.model(), LONGEST_MODEL),
                cells.optional(GATEWAY, before == null ? null : before.gateway()),
                state == null ? DeviceState.SERVICE : state,
                before == null || state != DeviceState.MAINTENANCE ? null : before.until(),
                point != null ? point.realm() : before == null ? realms.usual() : before.realm(),
                cells.number(OFFSET, before == null ? 0.0 : before.clockOffset()),
                before == null ? Clock.REAL : before.clock(),
                cells.number(INTERVAL, before == null ? MINUTE : before.interval()),
                power(cells, before),
                channels(cells, before == null ? List.of() : before.channels()),
                before == null ? Protocol.SHANSHAO : before.protocol(),
                before == null ? null : before.downlink());
    }

    private static @Nullable String power(Cells cells, @Nullable Device before) {
        var text = cells.text(POWER);
        if (text != null && text.length() > LONGEST_POWER) {
            cells.blame(POWER);
        }
        return cells.optional(POWER, before == null ? null : before.power());
    }

    private static String limited(Cells cells, TableColumn column, String stored, int longest) {
        var text = cells.text(column, stored);
        if (text.length() > longest) {
            cells.blame(column);
        }
        return text;
    }

    /** What is stored stays with its limits and offsets; what is new is added. */
    private static List<Channel> channels(Cells cells, List<Channel> stored) {
        var all = new ArrayList<>(stored);
        var text = cells.text(CHANNELS);
        for (var one : text == null ? List.<String>of() : List.of(text.split("[;；,，\\s]+"))) {
            var matcher = CHANNEL.matcher(one);
            var quantity = matcher.matches() ? Channels.normal(matcher.group(1)).orElse(null) : null;
            var known = quantity == null ? Optional.<Quantity>empty() : Quantity.of(quantity);
            var unit = quantity == null ? null : known.map(Quantity::unit).orElse(matcher.group(2));
            if (quantity == null || unit == null) {
                cells.blame(CHANNELS);
                return stored;
            }
            if (all.stream().noneMatch(channel -> channel.quantity().equals(quantity))) {
                all.add(new Channel(quantity, unit, null, List.of(), null));
            }
        }
        if (all.size() > MOST_CHANNELS) {
            cells.blame(CHANNELS);
        }
        return List.copyOf(all);
    }

    @Override
    public String id(Device one) {
        return one.id();
    }

    @Override
    public long version(Device one) {
        return one.version();
    }

    @Override
    public String division(Device one) {
        return one.division();
    }

    @Override
    public Device save(Device one, String who) {
        return one.version() == 0 ? registry.makeDevice(one, who) : silencing.save(one, false, who);
    }

    @Override
    public Optional<Device> find(String id) {
        devices.lock(id);
        return registry.findDevice(id);
    }

    @Override
    public byte[] packed(Device one) {
        return Json.write(one);
    }

    @Override
    public void restore(byte[] before, Device now, String who) {
        var was = Json.read(before, Device.class);
        silencing.save(
                new Device(
                        was.id(),
                        now.version(),
                        was.pointId(),
                        was.division(),
                        was.name(),
                        was.model(),
                        was.gateway(),
                        was.state(),
                        was.until(),
                        was.realm(),
                        was.clockOffset(),
                        was.clock(),
                        was.interval(),
                        was.power(),
                        was.channels(),
                        was.protocol(),
                        was.downlink()),
                false,
                who);
    }

    @Override
    public void remove(Device one, String who) {
        removal.device(one.id());
        audit.record(Act.of(who, "device.remove", one.id()).in(one.division()).changing(one, null));
        events.publishEvent(new DeviceChanged(one.id()));
    }
}
