package cn.shanshao.center.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes a table in the columns in which it is taken in. */
public final class TableWriter {
    public static final String EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public static final String CSV = "text/csv;charset=UTF-8";
    /** How the line of a CSV begins that tells who took the list out; it is passed over when the list comes back. */
    static final String MARK = "# ";

    private static final String FORMULA = "=+-@\t\r";

    private TableWriter() {}

    /**
     * A workbook.
     *
     * @param rows cells by the titles of their columns
     * @param mark who has it, and when; it stands at the head and foot of each page
     * @param personal whether what it says is about persons
     */
    public static void excel(
            OutputStream out,
            String title,
            List<? extends Heading> headings,
            List<Map<String, String>> rows,
            String mark,
            boolean personal)
            throws IOException {
        try (var book = new Workbook(out, "Shanshao", "1.0")) {
            var sheet = book.newWorksheet(title);
            sheet.header(mark, Position.CENTER);
            sheet.footer(mark, Position.CENTER);
            write(sheet, headings, rows);
            var note = book.newWorksheet("导出说明");
            note.value(0, 0, mark);
            if (personal) {
                note.value(1, 0, "含个人信息，仅限本辖区地质灾害防治使用，不得外传。");
            }
            note.close();
        }
    }

    /**
     * An example, and what belongs into each column, to be filled.
     *
     * @param emptyCell what an empty cell says
     */
    public static void template(OutputStream out, String title, List<? extends Heading> headings, String emptyCell)
            throws IOException {
        try (var book = new Workbook(out, "Shanshao", "1.0")) {
            var example = new HashMap<String, String>();
            headings.forEach(heading -> example.put(heading.title(), heading.example()));
            example.merge(headings.get(0).title(), Sheet.EXAMPLE + " ", (cell, prefix) -> prefix + cell);
            write(book.newWorksheet(title), headings, List.of(example));
            var note = book.newWorksheet("填写说明");
            note.value(0, 0, "列名");
            note.value(0, 1, "是否必填");
            note.value(0, 2, "填写要求");
            note.value(0, 3, "示例");
            note.value(0, 4, "可否清空");
            for (var row = 0; row < headings.size(); row++) {
                var heading = headings.get(row);
                note.value(row + 1, 0, heading.title());
                note.value(row + 1, 1, heading.isDemanded() ? "必填" : "");
                note.value(row + 1, 2, heading.expected(true));
                note.value(row + 1, 3, heading.example());
                note.value(row + 1, 4, heading.isClearable() ? "可清空" : "");
            }
            note.value(headings.size() + 2, 0, "以“示例”开头的行不会导入。");
            note.value(headings.size() + 3, 0, emptyCell);
            note.close();
        }
    }

    private static void write(Worksheet sheet, List<? extends Heading> headings, List<Map<String, String>> rows)
            throws IOException {
        for (var column = 0; column < headings.size(); column++) {
            sheet.value(0, column, headings.get(column).title());
            sheet.style(0, column).bold().set();
        }
        sheet.freezePane(0, 1);
        for (var row = 0; row < rows.size(); row++) {
            for (var column = 0; column < headings.size(); column++) {
                var text = rows.get(row).get(headings.get(column).title());
                if (text != null && !text.isEmpty()) {
                    sheet.value(row + 1, column, text);
                }
            }
        }
        sheet.close();
    }

    /**
     * Text that spreadsheets open.
     *
     * @param mark who has it, and when; its first line
     */
    public static void csv(
            OutputStream bytes, List<? extends Heading> headings, List<Map<String, String>> rows, String mark)
            throws IOException {
        var titles = headings.stream().map(Heading::title).toList();
        var out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
        out.write('\uFEFF'); // or Excel reads it as GBK
        try (var printer = CSVFormat.DEFAULT.print(out)) {
            printer.printRecord(MARK + mark);
            printer.printRecord(titles);
            for (var row : rows) {
                printer.printRecord(
                        titles.stream().map(title -> quoted(row.get(title))).toList());
            }
        }
    }

    /** A spreadsheet would take it for a formula. */
    private static @Nullable String quoted(@Nullable String text) {
        return text != null && !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
