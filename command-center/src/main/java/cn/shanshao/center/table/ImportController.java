package cn.shanshao.center.table;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import cn.shanshao.center.identity.Divisions;
import cn.shanshao.center.identity.OnlyFor;
import cn.shanshao.center.identity.Role;
import cn.shanshao.center.table.Imports.Import;
import cn.shanshao.center.table.Imports.State;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes tables in from Excel and CSV: a preview names each bad cell, then all or nothing, and back again. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {
    /** More would not fit a screen, and who has so many has the same one in every row. */
    private static final int MOST_FAULTS = 500;

    private static final int LONGEST_NAME = 200;

    private final Imports imports;
    private final Tables tables;
    private final Divisions divisions;

    ImportController(Imports imports, Tables tables, Divisions divisions) {
        this.imports = imports;
        this.tables = tables;
        this.divisions = divisions;
    }

    /**
     * An import as its page shows it.
     *
     * @param faultCount of all, also of those beyond the first {@value #MOST_FAULTS}
     */
    record View(
            String id,
            String table,
            String name,
            State state,
            int rows,
            int made,
            int changed,
            int same,
            int done,
            int faultCount,
            List<CellFault> faults,
            @Nullable String reason) {
        static View of(Import one) {
            var preview = one.preview();
            return new View(
                    one.id(),
                    one.table().kind(),
                    one.name(),
                    one.state(),
                    preview.rows(),
                    preview.made(),
                    preview.changed(),
                    preview.same(),
                    one.done(),
                    preview.faults().size(),
                    preview.faults().stream().limit(MOST_FAULTS).toList(),
                    one.reason());
        }
    }

    /**
     * The body is the file itself.
     *
     * @param name of the file, for the record
     * @param table {@code households}, {@code points}, {@code devices} or {@code contacts}
     */
    @PostMapping
    @OnlyFor(Role.ADMINISTRATOR)
    View preview(
            @AuthenticationPrincipal CurrentUser user,
            @RequestParam String name,
            @RequestParam(defaultValue = "households") String table,
            HttpServletRequest request)
            throws Exception {
        var called = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return View.of(imports.preview(user, tables.get(table), called, () -> whole(request)));
    }

    private static byte[] whole(HttpServletRequest request) throws Exception {
        var file = request.getInputStream().readNBytes(Sheet.MOST_BYTES + 1);
        if (file.length > Sheet.MOST_BYTES) {
            throw Problem.invalid("file", null, "at most 32 MiB");
        }
        return file;
    }

    @GetMapping("/{id}")
    View get(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        user.mustBe(Role.ADMINISTRATOR);
        return View.of(imports.get(user, id));
    }

    @PostMapping("/{id}/commit")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.ACCEPTED)
    View commit(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        return View.of(imports.commit(user, id));
    }

    /** Those that were taken in, newest first. */
    @GetMapping
    List<Lot> list(@AuthenticationPrincipal CurrentUser user) {
        user.mustBe(Role.ADMINISTRATOR);
        return tables.lots(divisions.under(user.division()));
    }

    @PostMapping("/{id}/undo")
    @OnlyFor(Role.ADMINISTRATOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undo(@AuthenticationPrincipal CurrentUser user, @PathVariable String id) {
        var lot = tables.lots(divisions.under(user.division())).stream()
                .filter(one -> one.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("import", id));
        tables.get(lot.table()).undo(lot, user.username());
    }
}
