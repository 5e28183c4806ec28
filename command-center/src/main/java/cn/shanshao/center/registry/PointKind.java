package cn.shanshao.center.registry;

import cn.shanshao.center.audit.Act;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.ingest.wire.Json;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Hazard points as a table. */
@Component
class PointKind implements TableKind<HazardPoint> {
    private static final TableColumn ID = new TableColumn(
            "隐患点编号", "id", true, "1–64 个字母、数字、- 或 _，不重复", "1 to 64 of A-Z a-z 0-9 _ -", "jl-220282-901");
    private static final TableColumn NUMBER = new TableColumn(
            "统一编号",
            "unifiedNumber",
            false,
            "12 位数字：县级区划 6 位、灾害类型 2 位、顺序号 4 位；不与其他隐患点重复",
            "12 digits: 6 of the county, 2 of the type, 4 of the serial; no other point's",
            "220282010901",
            true);
    private static final TableColumn NAME =
            new TableColumn("名称", "name", false, "1–100 个字；新点必填", "1 to 100 characters; a new point has one", "老岭沟后山");
    private static final TableColumn TYPE = new TableColumn(
            "灾害类型",
            "kind",
            false,
            "滑坡、崩塌、泥石流、地面塌陷、不稳定斜坡、地裂缝、地面沉降 之一；新点必填",
            "one of 滑坡, 崩塌, 泥石流, 地面塌陷, 不稳定斜坡, 地裂缝, 地面沉降; a new point has one",
            "滑坡");
    private static final TableColumn DIVISION = new TableColumn(
            "行政区划代码", "division", false, "本辖区内的区划代码；新点必填", "the code of a division under your own", "220282");
    private static final TableColumn LON =
            new TableColumn("经度", "lon", false, "度，CGCS2000，−180…180；新点必填", "degrees, CGCS2000, −180…180", "126.7512");
    private static final TableColumn LAT =
            new TableColumn("纬度", "lat", false, "度，CGCS2000，−90…90；新点必填", "degrees, CGCS2000, −90…90", "42.9731");
    private static final TableColumn PEOPLE =
            new TableColumn("威胁人数", "people", false, "0 或正整数", "a whole number, 0 or more", "83");
    private static final TableColumn VILLAGES = new TableColumn(
            "村屯", "villages", false, "村屯名，用顿号或分号隔开", "names, with 、 or ; between them", "老岭村、沟口屯", true);
    private static final List<TableColumn> COLUMNS =
            List.of(ID, NUMBER, NAME, TYPE, DIVISION, LON, LAT, PEOPLE, VILLAGES);
    private static final Map<String, String> TYPES = Map.of(
            "滑坡",
            "landslide",
            "崩塌",
            "collapse",
            "泥石流",
            "debris-flow",
            "地面塌陷",
            "subsidence",
            "不稳定斜坡",
            "slope",
            "地裂缝",
            "fissure",
            "地面沉降",
            "land-subsidence");
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_NAME = 100;
    private static final int MOST_VILLAGES = 100;

    private final Registry registry;
    private final PointStore points;
    private final Removal removal;
    private final Divisions divisions;
    private final Realms realms;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    PointKind(
            Registry registry,
            PointStore points,
            Removal removal,
            Divisions divisions,
            Realms realms,
            Audit audit,
            ApplicationEventPublisher events) {
        this.registry = registry;
        this.points = points;
        this.removal = removal;
        this.divisions = divisions;
        this.realms = realms;
        this.audit = audit;
        this.events = events;
    }

    @Override
    public String kind() {
        return "points";
    }

    @Override
    public String noun() {
        return "point";
    }

    @Override
    public String title() {
        return "隐患点";
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
    public List<HazardPoint> all(CurrentUser user) {
        return registry.listPoints(user.division());
    }

    @Override
    public Map<String, String> cells(HazardPoint p) {
        var cells = new LinkedHashMap<String, String>();
        cells.put(ID.title(), p.id());
        if (p.unifiedNumber() != null) {
            cells.put(NUMBER.title(), p.unifiedNumber());
        }
        cells.put(NAME.title(), p.name());
        TYPES.forEach((zh, kind) -> {
            if (kind.equals(p.kind())) {
                cells.put(TYPE.title(), zh);
            }
        });
        cells.put(DIVISION.title(), p.division());
        cells.put(LON.title(), Double.toString(p.lon()));
        cells.put(LAT.title(), Double.toString(p.lat()));
        cells.put(PEOPLE.title(), Integer.toString(p.people()));
        cells.put(VILLAGES.title(), String.join("、", p.villages()));
        return cells;
    }

    @Override
    public Reader<HazardPoint> reader(CurrentUser user) {
        var mine = registry.listPoints(user.division()).stream()
                .collect(Collectors.toMap(HazardPoint::id, Function.identity()));
        var owners = new HashMap<String, String>();
        var taken = new HashSet<String>();
        for (var point : points.all()) {
            taken.add(point.id());
            if (point.unifiedNumber() != null) {
                owners.put(point.unifiedNumber(), point.id());
            }
        }
        return cells -> {
            var id = cells.text(ID, null);
            // people know a point by either; a known number without a new id is the point itself
            var before = mine.get(mine.containsKey(id) ? id : owners.getOrDefault(id, id));
            if (before == null && taken.contains(id)) {
                cells.blame(ID, "已被其他辖区的隐患点占用，请换一个编号", "taken by a point of another division");
            }
            var after = wanted(cells, before, before == null ? id : before.id());
            cells.key(after.id());
            if (!divisions
                    .find(after.division())
                    .filter(division -> divisions.sees(user, division.code()))
                    .isPresent()) {
                cells.blame(DIVISION);
            }
            var number = after.unifiedNumber();
            if (number != null) {
                var owner = owners.putIfAbsent(number, after.id());
                if (owner != null && !owner.equals(after.id()) || number.length() > LONGEST_NUMBER) {
                    cells.blame(NUMBER);
                }
            }
            cells.blame(registry.check(after, before).faults());
            return cells.areBad() ? Optional.empty() : Optional.of(new Reader.Read<>(before, after));
        };
    }

    private HazardPoint wanted(Cells cells, @Nullable HazardPoint before, String id) {
        var name = cells.text(NAME, before == null ? null : before.name());
        if (name.length() > LONGEST_NAME) {
            cells.blame(NAME);
        }
        var kind = cells.word(TYPE, TYPES, before == null ? null : before.kind());
        if (kind == null && cells.text(TYPE) == null) {
            cells.blame(TYPE);
        }
        var villages = cells.text(VILLAGES);
        var listed = villages == null
                ? before == null || cells.isCleared(VILLAGES) ? List.<String>of() : before.villages()
                : Arrays.stream(villages.split("[、;；,，]"))
                        .map(String::strip)
                        .filter(village -> !village.isEmpty())
                        .toList();
        if (listed.size() > MOST_VILLAGES) {
            cells.blame(VILLAGES);
        }
        return new HazardPoint(
                id,
                before == null ? 0 : before.version(),
                cells.optional(NUMBER, before == null ? null : before.unifiedNumber()),
                name,
                kind == null ? "" : kind,
                cells.text(DIVISION, before == null ? null : before.division()),
                before == null ? realms.usual() : before.realm(),
                cells.number(LON, before == null ? null : before.lon()),
                cells.number(LAT, before == null ? null : before.lat()),
                cells.whole(PEOPLE, before == null ? 0 : before.people()),
                listed,
                before == null ? List.of() : before.standingOrders(),
                before == null ? null : before.flow(),
                before == null ? null : before.dossier());
    }

    @Override
    public String id(HazardPoint one) {
        return one.id();
    }

    @Override
    public long version(HazardPoint one) {
        return one.version();
    }

    @Override
    public String division(HazardPoint one) {
        return one.division();
    }

    @Override
    public HazardPoint save(HazardPoint one, String who) {
        return one.version() == 0 ? registry.makePoint(one, who) : registry.savePoint(one, who);
    }

    @Override
    public Optional<HazardPoint> find(String id) {
        points.lock(id);
        return registry.findPoint(id);
    }

    @Override
    public byte[] packed(HazardPoint one) {
        return Json.write(one);
    }

    @Override
    public void restore(byte[] before, HazardPoint now, String who) {
        var was = Json.read(before, HazardPoint.class);
        registry.savePoint(
                new HazardPoint(
                        was.id(),
                        now.version(),
                        was.unifiedNumber(),
                        was.name(),
                        was.kind(),
                        was.division(),
                        was.realm(),
                        was.lon(),
                        was.lat(),
                        was.people(),
                        was.villages(),
                        now.standingOrders(),
                        was.flow(),
                        now.dossier()),
                who);
    }

    @Override
    public void remove(HazardPoint one, String who) {
        removal.point(one.id());
        audit.record(Act.of(who, "point.remove", one.id()).in(one.division()).changing(one, null));
        events.publishEvent(new PointChanged(one.id()));
    }
}
