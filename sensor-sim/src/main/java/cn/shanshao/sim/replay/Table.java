package cn.shanshao.sim.replay;

import cn.shanshao.sim.Usage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A recorded series as rows of cells. Reads CSV (comma, semicolon or tab; quotes as in RFC 4180; a byte order mark and
 * remarks that begin with # are passed over; UTF-8, else GB18030), columns between blanks, and the fixed-width hourly form
 * of the USGS. Where there is no line of names the columns are called {@code c1}, {@code c2}, …; the USGS forms get their
 * own names.
 *
 * @param names of the columns
 * @param rows with the number of the line each stands in
 * @param separator of the cells; a comma in a number is decimal where it is another
 */
record Table(List<String> names, List<Row> rows, char separator) {
    private static final long LARGEST = 256L << 20;
    private static final Pattern FIXED = Pattern.compile("\\d{12}\\d{3,6}\\s*");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final List<String> DATE_PARTS = List.of("year", "month", "day", "hour", "minute");
    private static final int HOUR_ENDS = 12;
    private static final Set<String> NOTHING = Set.of("", "na", "n/a", "nan", "null", "none", "-", "--", "无");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3}(,\\d{3})+(\\.\\d*)?");
    private static final String SEPARATORS = "\t;,";
    private static final int LOOKED_AT = 20;

    Table {
        names = List.copyOf(names);
        rows = List.copyOf(rows);
    }

    /** @param line counted from 1 */
    record Row(int line, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }

        String cell(int column) {
            return column < cells.size() ? cells.get(column).strip() : "";
        }
    }

    /** Whether a cell says that there is no value. */
    static boolean isNothing(String cell) {
        return NOTHING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /**
     * The number in a cell, with a decimal comma where cells are parted by something else ({@code 1,5}), and with commas
     * between thousands where they are not ({@code "1,234.5"}); empty when it is none, or not finite.
     */
    Optional<Double> number(String cell) {
        var plain = separator != ',' && DECIMAL_COMMA.matcher(cell).matches()
                ? cell.replace(',', '.')
                : separator == ',' && THOUSANDS.matcher(cell).matches() ? cell.replace(",", "") : cell;
        return NUMBER.matcher(plain).matches()
                ? Optional.of(Double.parseDouble(plain)).filter(Double::isFinite)
                : Optional.empty();
    }

    static Table read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new Usage("cannot read " + file);
        }
        if (Files.size(file) > LARGEST) {
            throw new Usage("%s is larger than %d MiB; split it".formatted(file, LARGEST >> 20));
        }
        return parse(decode(Files.readAllBytes(file)));
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, Charset.forName("GB18030"));
        }
    }

    static Table parse(String text) {
        var clean = withoutRemarks(text.startsWith("\uFEFF") ? text.substring(1) : text);
        var first = clean.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        if (FIXED.matcher(first).matches()) {
            return fixed(clean);
        }
        if (first.indexOf(',') < 0 && first.indexOf(';') < 0 && isBlankSeparated(first)) {
            return named(blanks(clean), ' ');
        }
        var separator = separator(clean);
        return named(Csv.records(clean, separator), separator);
    }

    /** Lines before the table that begin with # are remarks; they count as lines. */
    private static String withoutRemarks(String text) {
        var rest = text;
        var lines = new StringBuilder();
        while (rest.startsWith("#")) {
            var end = rest.indexOf('\n');
            lines.append('\n');
            rest = end < 0 ? "" : rest.substring(end + 1);
        }
        return lines + rest;
    }

    /** Blanks part the columns when a tab has blanks around it, or there is no tab at all. */
    private static boolean isBlankSeparated(String line) {
        return line.indexOf('\t') < 0 ? line.strip().indexOf(' ') > 0 : line.contains(" \t");
    }

    /**
     * What parts the cells: that which stands equally often in each of the first lines. So a semicolon wins over the
     * decimal commas beside it, and a comma over a semicolon in a heading.
     */
    private static char separator(String text) {
        var lines =
                text.lines().filter(line -> !line.isBlank()).limit(LOOKED_AT).toList();
        return SEPARATORS
                .chars()
                .filter(c -> lines.stream()
                                .mapToLong(line -> count(line, c))
                                .distinct()
                                .count()
                        == 1)
                .filter(c -> !lines.isEmpty() && count(lines.get(0), c) > 0)
                .mapToObj(c -> (char) c)
                .findFirst()
                .orElseGet(() -> separatorOf(lines.isEmpty() ? "" : lines.get(0)));
    }

    private static long count(String line, int separator) {
        var quoted = false;
        var count = 0L;
        for (var i = 0; i < line.length(); i++) {
            quoted ^= line.charAt(i) == '"';
            count += !quoted && line.charAt(i) == separator ? 1 : 0;
        }
        return count;
    }

    private static char separatorOf(String line) {
        return line.indexOf('\t') >= 0 && line.indexOf(',') < 0 ? '\t' : line.indexOf(',') >= 0 ? ',' : ';';
    }

    private static List<Row> blanks(String text) {
        var lines = text.split("\r\n|\n|\r", -1);
        return IntStream.range(0, lines.length)
                .filter(i -> !lines[i].isBlank())
                .mapToObj(i -> new Row(i + 1, List.of(lines[i].strip().split("\\s+"))))
                .toList();
    }

    /** SSYYYYMMDDHHvvv: station, hour, rain in hundredths of an inch. */
    private static Table fixed(String text) {
        var rows = new ArrayList<Row>();
        var number = 0;
        for (var raw : text.split("\r\n|\n|\r", -1)) {
            number++;
            var line = raw.strip();
            if (line.isEmpty()) {
                continue;
            }
            rows.add(
                    FIXED.matcher(line).matches()
                            ? new Row(number, List.of(hour(line), line.substring(0, 2), hundredths(line)))
                            : new Row(number, List.of(line, "", line)));
        }
        return new Table(List.of("time", "station", "rain (in)"), rows, ' ');
    }

    private static String hour(String line) {
        return "%s-%s-%s %s:00"
                .formatted(line.substring(2, 6), line.substring(6, 8), line.substring(8, 10), line.substring(10, 12));
    }

    private static String hundredths(String line) {
        return new java.math.BigDecimal(line.substring(HOUR_ENDS))
                .movePointLeft(2)
                .toPlainString();
    }

    private static Table named(List<Row> records, char separator) {
        if (records.isEmpty()) {
            return new Table(List.of(), List.of(), separator);
        }
        var first = records.get(0).cells();
        if (isData(first)) {
            return new Table(invented(first), records, separator);
        }
        return new Table(first.stream().map(String::strip).toList(), records.subList(1, records.size()), separator);
    }

    private static boolean isData(List<String> cells) {
        return cells.stream()
                .map(String::strip)
                .anyMatch(cell -> NUMBER.matcher(cell).matches()
                        || DECIMAL_COMMA.matcher(cell).matches());
    }

    /** {@code Y M D h m value…} without names is the 15-minute form of the USGS, in inches. */
    private static List<String> invented(List<String> first) {
        if (first.size() == DATE_PARTS.size() + 1
                && first.get(0).strip().matches("(19|20)\\d\\d")
                && first.stream()
                        .limit(DATE_PARTS.size())
                        .allMatch(cell -> cell.strip().matches("\\d{1,4}"))) {
            var names = new ArrayList<>(DATE_PARTS);
            names.add("rain (in)");
            return names;
        }
        return IntStream.rangeClosed(1, first.size()).mapToObj(i -> "c" + i).toList();
    }

    /**
     * The place of a column: by its name exactly, else without regard to case and blanks, else by its name without the
     * unit that stands behind it.
     *
     * @throws Usage when there is no such column, or more than one; it lists them
     */
    int column(String name) {
        for (var alike : List.<java.util.function.UnaryOperator<String>>of(
                n -> n,
                n -> n.strip().toLowerCase(Locale.ROOT),
                n -> Headings.bare(n).toLowerCase(Locale.ROOT))) {
            var wanted = alike.apply(name);
            var found = IntStream.range(0, names.size())
                    .filter(i -> alike.apply(names.get(i)).equals(wanted))
                    .toArray();
            if (found.length == 1) {
                return found[0];
            }
            if (found.length > 1) {
                throw new Usage("more than one column is called %s; there are: %s".formatted(name, listed()));
            }
        }
        throw new Usage("there is no column %s; there are: %s".formatted(name, listed()));
    }

    String listed() {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
