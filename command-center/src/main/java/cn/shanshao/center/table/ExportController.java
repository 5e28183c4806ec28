package cn.shanshao.center.table;

import cn.shanshao.center.China;
import cn.shanshao.center.audit.Audit;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Role;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands tables out in the columns in which they are taken in; who has one, and when, stands on it and in the trail. */
@RestController
@RequestMapping("/api/v1/tables/{table}")
class ExportController {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

    private final Tables tables;
    private final Audit audit;
    private final Clock clock;

    ExportController(Tables tables, Audit audit, Clock clock) {
        this.tables = tables;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping(value = "/excel", produces = TableWriter.EXCEL)
    void excel(@AuthenticationPrincipal CurrentUser user, @PathVariable String table, HttpServletResponse response)
            throws IOException {
        var one = tables.get(table);
        var rows = handedOut(user, one, "xlsx");
        begin(response, TableWriter.EXCEL, table + ".xlsx");
        var mark = mark(user, rows.size());
        TableWriter.excel(response.getOutputStream(), one.title(), one.headings(), rows, mark, one.isPersonal());
    }

    @GetMapping(value = "/csv", produces = TableWriter.CSV)
    void csv(@AuthenticationPrincipal CurrentUser user, @PathVariable String table, HttpServletResponse response)
            throws IOException {
        var one = tables.get(table);
        var rows = handedOut(user, one, "csv");
        begin(response, TableWriter.CSV, table + ".csv");
        TableWriter.csv(response.getOutputStream(), one.headings(), rows, mark(user, rows.size()));
    }

    private String mark(CurrentUser user, int rows) {
        return "%s（%s）于 %s 导出，共 %d 行"
                .formatted(
                        user.displayName(),
                        user.username(),
                        MINUTE.format(ZonedDateTime.ofInstant(clock.instant(), China.ZONE)),
                        rows);
    }

    /** An example, and what belongs into each column. */
    @GetMapping(value = "/template", produces = TableWriter.EXCEL)
    void template(@PathVariable String table, HttpServletResponse response) throws IOException {
        var one = tables.get(table);
        begin(response, TableWriter.EXCEL, table + "-template.xlsx");
        TableWriter.template(response.getOutputStream(), one.title(), one.headings(), one.emptyCell());
    }

    private List<Map<String, String>> handedOut(CurrentUser user, Table table, String form) {
        user.mustBe(Role.ADMINISTRATOR);
        var rows = table.rows(user);
        audit.record(
                user.username(), table.noun() + ".export", user.division(), Map.of("form", form, "rows", rows.size()));
        return rows;
    }

    private static void begin(HttpServletResponse response, String type, String file) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(file));
    }
}
