package cn.shanshao.center.residents;

import cn.shanshao.center.China;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Unit;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands the roster out as Excel or CSV, in the columns in which it is taken in; who has it, and when, stands on it. */
@RestController
@RequestMapping("/api/v1")
class HouseholdExport {
    static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** How the line begins that tells who took the list out. */
    static final String MARK = "# ";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
    private static final String FORMULA = "=+-@\t\r";

    private final Residents residents;
    private final Registry registry;
    private final Audit audit;
    private final Clock clock;

    HouseholdExport(Residents residents, Registry registry, Audit audit, Clock clock) {
        this.residents = residents;
        this.registry = registry;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping(value = "/households.xlsx", produces = EXCEL)
    void excel(@AuthenticationPrincipal CurrentUser user, HttpServletResponse response) throws IOException {
        var households = handedOut(user, "xlsx");
        response.setContentType(EXCEL);
        response.setHeader("Content-Disposition", "attachment; filename=\"households.xlsx\"");
        write(response, households, mark(user, households.size()));
    }

    /** The columns alone, to be filled. */
    @GetMapping(value = "/households-template.xlsx", produces = EXCEL)
    void template(HttpServletResponse response) throws IOException {
        response.setContentType(EXCEL);
        response.setHeader("Content-Disposition", "attachment; filename=\"households-template.xlsx\"");
        write(response, List.of(), "");
    }

    private static void write(HttpServletResponse response, List<Household> households, String mark)
            throws IOException {
        var titles = Column.titles().toList();
        try (var book = new Workbook(response.getOutputStream(), "Shanshao", "1.0");
                var sheet = book.newWorksheet("受威胁群众")) {
            if (!mark.isEmpty()) {
                sheet.header(mark, Position.CENTER);
                sheet.footer(mark, Position.CENTER);
            }
            for (var column = 0; column < titles.size(); column++) {
                sheet.value(0, column, titles.get(column));
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
            for (var row = 0; row < households.size(); row++) {
                var cells = cells(households.get(row));
                for (var column = 0; column < titles.size(); column++) {
                    var text = cells.get(titles.get(column));
                    if (text != null) {
                        sheet.value(row + 1, column, text);
                    }
                }
            }
            if (!mark.isEmpty()) {
                var note = book.newWorksheet("导出说明");
                note.value(0, 0, mark);
                note.value(1, 0, "含个人信息，仅限本辖区地质灾害防治使用，不得外传。");
                note.header(mark, Position.CENTER);
                note.footer(mark, Position.CENTER);
                note.close();
            }
        }
    }

    @GetMapping(value = "/households.csv", produces = "text/csv;charset=UTF-8")
    void csv(@AuthenticationPrincipal CurrentUser user, HttpServletResponse response) throws IOException {
        var households = handedOut(user, "csv");
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"households.csv\"");
        var titles = Column.titles().toList();
        var out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        out.write('\uFEFF'); // or Excel reads it as GBK
        try (var printer = CSVFormat.DEFAULT.print(out)) {
            printer.printRecord(MARK + mark(user, households.size()));
            printer.printRecord(titles);
            for (var household : households) {
                var cells = cells(household);
                printer.printRecord(
                        titles.stream().map(title -> quoted(cells.get(title))).toList());
            }
        }
    }

    /** A spreadsheet would take it for a formula. */
    private static @Nullable String quoted(@Nullable String text) {
        return text != null && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private List<Household> handedOut(CurrentUser user, String form) {
        user.mustBe(Role.ADMINISTRATOR);
        var points = registry.listPoints(user.division()).stream()
                .map(HazardPoint::id)
                .toList();
        var households = residents.householdsOf(points);
        audit.record(
                user.username(),
                "household.export",
                user.division(),
                Map.of("form", form, "households", households.size()));
        return households;
    }

    private String mark(CurrentUser user, int rows) {
        return "%s（%s）于 %s 导出，共 %d 户"
                .formatted(
                        user.displayName(),
                        user.username(),
                        MINUTE.format(ZonedDateTime.ofInstant(clock.instant(), China.ZONE)),
                        rows);
    }

    private static Map<String, String> cells(Household h) {
        var cells = new HashMap<String, String>();
        put(cells, Column.POINT, h.pointId());
        put(cells, Column.NUMBER, h.number());
        put(cells, Column.KIND, h.kind().zh());
        put(cells, Column.NAME, h.name());
        put(cells, Column.PEOPLE, Integer.toString(h.people()));
        put(cells, Column.ADDRESS, h.address());
        put(cells, Column.LON, h.lon() == null ? null : h.lon().toString());
        put(cells, Column.LAT, h.lat() == null ? null : h.lat().toString());
        put(cells, Column.HOUSE, h.houseKind());
        put(cells, Column.LANGUAGE, h.language());
        var called = List.of(Column.CALLED_1, Column.CALLED_2, Column.CALLED_3);
        var phones = List.of(Column.PHONE_1, Column.PHONE_2, Column.PHONE_3);
        for (var i = 0; i < Math.min(h.lines().size(), phones.size()); i++) {
            put(cells, called.get(i), phones.get(i), h.lines().get(i));
        }
        put(cells, Column.RUNNER, Column.RUNNER_PHONE, h.runner());
        put(cells, Column.POSITION, h.position());
        put(cells, Column.PRECAUTIONS, h.precautions());
        put(cells, Column.ROUTE, h.route());
        put(cells, List.of(Column.SHELTER, Column.SHELTER_HEAD, Column.SHELTER_PHONE), h.shelter());
        put(cells, List.of(Column.MEDICAL, Column.MEDICAL_HEAD, Column.MEDICAL_PHONE), h.medical());
        put(cells, Column.FROM, h.from() == null ? null : h.from().toString());
        put(cells, Column.TO, h.to() == null ? null : h.to().toString());
        var members = new ArrayList<>(h.members());
        for (var i = 0; i < members.size(); i++) {
            var member = members.get(i);
            cells.put(Column.member(i, "姓名"), member.name());
            if (member.sex() != null) {
                cells.put(Column.member(i, "性别"), member.sex().equals("m") ? "男" : "女");
            }
            if (member.age() != null) {
                cells.put(Column.member(i, "年龄"), member.age().toString());
            }
        }
        return cells;
    }

    private static void put(Map<String, String> cells, Column column, @Nullable String text) {
        if (text != null) {
            cells.put(column.title(), text);
        }
    }

    private static void put(Map<String, String> cells, Column called, Column phone, @Nullable Line line) {
        if (line != null) {
            put(cells, called, line.name());
            put(cells, phone, line.phone());
        }
    }

    private static void put(Map<String, String> cells, List<Column> columns, @Nullable Unit unit) {
        if (unit != null) {
            put(cells, columns.get(0), unit.place());
            put(cells, columns.get(1), unit.head());
            put(cells, columns.get(2), unit.phone());
        }
    }
}
