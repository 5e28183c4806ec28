package cn.shanshao.center.table;

import cn.shanshao.center.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.csv.CSVFormat;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ExcelReaderException;
import org.dhatim.fastexcel.reader.ReadableWorkbook;

/**
 * A table that somebody sent, Excel or CSV, read row by row as text: the first row names the columns. A row whose first
 * cell begins with {@value #EXAMPLE} is that of the template, and passed by.
 */
public final class Sheet {
    static final int MOST_BYTES = 32 << 20;
    private static final long MOST_INFLATED = 256L << 20;
    private static final int MOST_ROWS = 120_000;
    private static final int MOST_COLUMNS = 64;
    static final String EXAMPLE = "示例";
    private static final int LONGEST_CELL = 1_000;
    /** In which a Chinese Excel writes CSV. */
    private static final Charset CHINESE = Charset.forName("GB18030");

    /**
     * @param number as the table's own program shows it, the row of the names being 1
     * @param cells by column; empty ones are not there
     */
    public record Row(int number, Map<String, String> cells) {}

    private Sheet() {}

    /** Takes a table as it is read, so that no more of it is in memory than is kept. */
    public interface Taker {
        void columns(List<String> columns);

        /** One that is not empty. */
        void row(Row row);
    }

    /** @throws Problem 422 when it is no table, or too large */
    public static void read(byte[] file, Taker taker) {
        try {
            if (isZip(file)) {
                excel(file, taker);
            } else {
                csv(file, taker);
            }
        } catch (IOException | ExcelReaderException e) {
            throw Problem.invalid("file", null, "an Excel workbook (.xlsx) or CSV: " + e.getMessage());
        }
    }

    private static boolean isZip(byte[] file) {
        return file.length > 4 && file[0] == 'P' && file[1] == 'K';
    }

    private static void excel(byte[] file, Taker taker) throws IOException {
        mustNotBurst(file);
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(file));
                var rows = book.getFirstSheet().openStream()) {
            var lines = rows.map(row -> {
                        var cells = new ArrayList<String>();
                        for (var cell : row) {
                            cells.add(cell == null ? "" : text(cell));
                        }
                        return new Line(row.getRowNum(), cells);
                    })
                    .iterator();
            take(lines, taker);
        }
    }

    /** A small file may unfold into one that fills the memory. */
    private static void mustNotBurst(byte[] file) throws IOException {
        var buffer = new byte[1 << 16];
        var inflated = 0L;
        try (var zip = ZipFile.builder().setByteArray(file).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                try (var in = zip.getInputStream(entry)) {
                    for (int n; (n = in.read(buffer)) > 0; ) {
                        inflated += n;
                        if (inflated > MOST_INFLATED) {
                            throw Problem.invalid("file", null, "a workbook of at most 256 MiB when unpacked");
                        }
                    }
                }
            }
        }
    }

    private static String text(Cell cell) {
        if (cell.getType() == CellType.NUMBER) {
            return plain(cell.asNumber());
        }
        return cell.getText() == null ? "" : cell.getText();
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static void csv(byte[] file, Taker taker) throws IOException {
        try (var records = CSVFormat.DEFAULT.parse(new StringReader(decoded(file)))) {
            var lines = records.stream()
                    .map(record -> new Line(
                            Math.toIntExact(record.getRecordNumber()),
                            record.stream().map(Sheet::unquoted).toList()))
                    .iterator();
            take(lines, taker);
        } catch (java.io.UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** As our own export writes what a spreadsheet would take for a formula. */
    private static String unquoted(String cell) {
        return cell.startsWith("'") ? cell.substring(1) : cell;
    }

    private static String decoded(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(file, CHINESE);
        }
    }

    private record Line(int number, List<String> cells) {}

    /** As our own export begins: who took it, and when. */
    private static boolean isMark(Line line) {
        return !line.cells().isEmpty() && line.cells().get(0).startsWith(TableWriter.MARK);
    }

    private static void take(Iterator<Line> lines, Taker taker) {
        if (!lines.hasNext()) {
            throw Problem.invalid("file", null, "a first row that names the columns");
        }
        var first = lines.next();
        if (isMark(first) && lines.hasNext()) {
            first = lines.next();
        }
        var columns = first.cells().stream().map(String::strip).toList();
        if (columns.size() > MOST_COLUMNS) {
            throw Problem.invalid("file", columns.size(), "at most %d columns".formatted(MOST_COLUMNS));
        }
        taker.columns(columns);
        var rows = 0;
        while (lines.hasNext()) {
            var line = lines.next();
            var cells = new LinkedHashMap<String, String>();
            for (var i = 0; i < Math.min(columns.size(), line.cells().size()); i++) {
                var text = line.cells().get(i).strip();
                if (text.length() > LONGEST_CELL) {
                    throw Problem.invalid(
                            "row %d, %s".formatted(line.number(), columns.get(i)),
                            text.substring(0, 20) + "…",
                            "at most %d characters".formatted(LONGEST_CELL));
                }
                if (!text.isEmpty()) {
                    cells.put(columns.get(i), text);
                }
            }
            var isExample =
                    !cells.isEmpty() && cells.getOrDefault(columns.get(0), "").startsWith(EXAMPLE);
            if (!cells.isEmpty() && !isExample) {
                rows++;
                taker.row(new Row(line.number(), cells));
            }
            if (rows > MOST_ROWS) {
                throw Problem.invalid("file", null, "at most %d rows".formatted(MOST_ROWS));
            }
        }
    }
}
