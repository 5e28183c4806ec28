package cn.shanshao.center.residents;

import cn.shanshao.center.China;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household.Line;
import cn.shanshao.center.residents.Household.Unit;
import cn.shanshao.center.table.TableWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands the roster out as Excel or CSV, in the columns in which it is taken in; who has it, and when, stands on it. */
@RestController
@RequestMapping("/api/v1")
class HouseholdExport {
    static final String EXCEL = TableWriter.EXCEL;

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

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
        TableWriter.excel(
                response.getOutputStream(),
                HouseholdTable.TITLE,
                Column.headings(),
                households.stream().map(HouseholdExport::cells).toList(),
                mark(user, households.size()),
                true);
    }

    /** The columns with an example and what belongs into each, to be filled. */
    @GetMapping(value = "/households-template.xlsx", produces = EXCEL)
    void template(HttpServletResponse response) throws IOException {
        response.setContentType(EXCEL);
        response.setHeader("Content-Disposition", "attachment; filename=\"households-template.xlsx\"");
        TableWriter.template(response.getOutputStream(), HouseholdTable.TITLE, Column.headings());
    }

    @GetMapping(value = "/households.csv", produces = "text/csv;charset=UTF-8")
    void csv(@AuthenticationPrincipal CurrentUser user, HttpServletResponse response) throws IOException {
        var households = handedOut(user, "csv");
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"households.csv\"");
        TableWriter.csv(
                response.getOutputStream(),
                Column.headings(),
                households.stream().map(HouseholdExport::cells).toList(),
                mark(user, households.size()));
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

    static Map<String, String> cells(Household h) {
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
