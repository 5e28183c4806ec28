package cn.shanshao.center.residents;

import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Member;
import cn.shanshao.center.residents.Household.Unit;
import cn.shanshao.center.residents.Intake.Card;
import cn.shanshao.center.table.CellFault;
import cn.shanshao.center.table.Heading;
import cn.shanshao.center.table.Sheet.Row;
import cn.shanshao.ingest.wire.Realm;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a household of a row, or says which cells are in the way. */
final class RowReader {
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?");
    /** Days since then are what a spreadsheet stores. */
    private static final LocalDate SPREADSHEET = LocalDate.of(1899, 12, 30);

    /** Of a household without a head, which is told as such. */
    private static final String UNNAMED = "?";

    private static final Pattern SERIAL = Pattern.compile("[2-9]\\d{4}");

    private static final Map<String, String> SEXES = Map.of("男", "m", "女", "f");

    private final Row row;
    private final List<CellFault> faults = new ArrayList<>();
    private final Set<String> blamed = new HashSet<>();

    private RowReader(Row row) {
        this.row = row;
    }

    /**
     * @param household {@code null} when there are faults
     * @param card {@code null} when its point or its number is not known
     */
    record Result(@Nullable Household household, @Nullable Card card, List<CellFault> faults) {
        boolean isBad(Column column) {
            return faults.stream().anyMatch(fault -> fault.column().equals(column.title()));
        }
    }

    /**
     * @param points those of the caller's division, by id and by unified number
     * @return the household without an id yet, version 0
     */
    static Result read(Row row, Map<String, HazardPoint> points) {
        var reader = new RowReader(row);
        var point = reader.point(points);
        var household = reader.household(point);
        var number = reader.cell(Column.NUMBER);
        return new Result(
                reader.faults.isEmpty() ? Residents.normal(household) : null,
                point == null || number == null ? null : new Card(point.id(), number),
                List.copyOf(reader.faults));
    }

    private void blame(Column column) {
        blame(CellFault.of(row.number(), column, row.cells().get(column.title())));
    }

    /** A cell is listed once, with the first thing that is wrong with it. */
    private void blame(CellFault fault) {
        if (blamed.add(fault.column())) {
            faults.add(fault);
        }
    }

    private @Nullable HazardPoint point(Map<String, HazardPoint> points) {
        var point = points.get(cell(Column.POINT));
        if (point == null) {
            blame(Column.POINT);
        }
        return point;
    }

    /** As far as its cells can be read: also what hangs on several of them is told at once. */
    private Household household(@Nullable HazardPoint point) {
        for (var column : Column.values()) {
            if (column.isDemanded() && cell(column) == null) {
                blame(column);
            }
        }
        var kind = kind();
        var people = number(Column.PEOPLE);
        var from = day(Column.FROM);
        var to = day(Column.TO);
        var lon = degrees(Column.LON);
        var lat = degrees(Column.LAT);
        var members = members();
        var household = new Household(
                "",
                0,
                point == null ? "" : point.id(),
                text(Column.NUMBER),
                kind,
                text(Column.NAME),
                people == null ? Math.max(1, members.size()) : people,
                text(Column.ADDRESS),
                cell(Column.HOUSE),
                members,
                lines(),
                Optional.ofNullable(cell(Column.LANGUAGE)).orElse("zh"),
                cell(Column.POSITION),
                cell(Column.PRECAUTIONS),
                cell(Column.ROUTE),
                unit(Column.SHELTER, Column.SHELTER_HEAD, Column.SHELTER_PHONE),
                unit(Column.MEDICAL, Column.MEDICAL_HEAD, Column.MEDICAL_PHONE),
                line(Column.RUNNER, Column.RUNNER_PHONE),
                from,
                to,
                lon,
                lat,
                point == null ? Realm.EXERCISE : point.realm());
        for (var fault : HouseholdCheck.faults(household)) {
            blame(Column.of(fault.field())
                    .map(column -> CellFault.of(row.number(), column, cell(column)))
                    .orElseGet(() -> CellFault.of(
                            row.number(),
                            fault.field(),
                            fault.value() == null ? null : fault.value().toString(),
                            fault.expected(),
                            fault.expected())));
        }
        return household;
    }

    private @Nullable String cell(Column column) {
        return cell(column.title());
    }

    private @Nullable String cell(String title) {
        var text = row.cells().get(title);
        return text == null || Heading.CLEAR.contains(text) ? null : text;
    }

    private String text(Column column) {
        return Optional.ofNullable(cell(column)).orElse("");
    }

    private HouseholdKind kind() {
        var text = cell(Column.KIND);
        if (text == null) {
            return HouseholdKind.FAMILY;
        }
        return Arrays.stream(HouseholdKind.values())
                .filter(kind -> kind.zh().equals(text))
                .findFirst()
                .orElseGet(() -> {
                    blame(Column.KIND);
                    return HouseholdKind.FAMILY;
                });
    }

    private @Nullable Integer number(Column column) {
        var text = cell(column);
        if (text == null) {
            return null;
        }
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException e) {
            blame(column);
            return null;
        }
    }

    private @Nullable Double degrees(Column column) {
        var text = cell(column);
        if (text == null) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            blame(column);
            return null;
        }
    }

    private @Nullable LocalDate day(Column column) {
        var text = cell(column);
        if (text == null) {
            return null;
        }
        var parts = DAY.matcher(text);
        try {
            if (parts.matches()) {
                return LocalDate.of(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3)));
            }
            if (SERIAL.matcher(text).matches()) {
                return SPREADSHEET.plusDays(Long.parseLong(text));
            }
        } catch (DateTimeException e) {
            // told below, as what is no day either
        }
        blame(column);
        return null;
    }

    private List<Line> lines() {
        var lines = new ArrayList<Line>();
        add(lines, Column.CALLED_1, Column.PHONE_1);
        add(lines, Column.CALLED_2, Column.PHONE_2);
        add(lines, Column.CALLED_3, Column.PHONE_3);
        return lines;
    }

    private void add(List<Line> lines, Column called, Column phone) {
        var line = line(called, phone);
        if (line != null) {
            lines.add(line);
        }
    }

    /** Where nobody is named, the head of the household answers. */
    private @Nullable Line line(Column called, Column phone) {
        var number = cell(phone);
        if (number == null) {
            if (cell(called) != null) {
                blame(phone);
            }
            return null;
        }
        var name = Optional.ofNullable(cell(called)).or(() -> Optional.ofNullable(cell(Column.NAME)));
        return new Line(name.orElse(UNNAMED), number);
    }

    private @Nullable Unit unit(Column place, Column head, Column phone) {
        if (cell(place) == null) {
            if (cell(head) != null || cell(phone) != null) {
                blame(place);
            }
            return null;
        }
        return new Unit(text(place), cell(head), cell(phone));
    }

    private List<Member> members() {
        var members = new ArrayList<Member>();
        for (var i = 0; i < Column.members(); i++) {
            var name = cell(Column.member(i, "姓名"));
            if (name != null) {
                members.add(new Member(name, sex(Column.member(i, "性别")), age(Column.member(i, "年龄"))));
            }
        }
        return members;
    }

    private @Nullable String sex(String title) {
        var text = cell(title);
        if (text == null || SEXES.containsKey(text)) {
            return text == null ? null : SEXES.get(text);
        }
        blame(CellFault.of(row.number(), title, text, "男 或 女", "男 or 女"));
        return null;
    }

    private @Nullable Integer age(String title) {
        var text = cell(title);
        if (text == null || text.matches("\\d{1,3}") && Integer.parseInt(text) <= 130) {
            return text == null ? null : Integer.valueOf(text);
        }
        blame(CellFault.of(row.number(), title, text, "0–130 的整数", "a whole number, 0 to 130"));
        return null;
    }
}
