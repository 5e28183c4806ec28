package cn.shanshao.sim.replay;

import cn.shanshao.sim.Usage;
import cn.shanshao.sim.replay.Table.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a row says its time. In one column: {@code 2012-04-10}, {@code 2012/4/10}, {@code 20120410}, {@code 2012年4月10日},
 * {@code 10.04.2012}, {@code 4/10/2012}, with {@code HH:mm[:ss[.SSS]]} or without, with an offset or {@code Z} or without;
 * or Unix seconds or milliseconds, or the days of a spreadsheet. Or in two columns, of the date and of the time of day; or
 * in columns of their own: year, month, day, and perhaps hour and minute. A time without an offset is of {@code zone}.
 */
record Times(List<Integer> columns, boolean parts, ZoneId zone, Form form) {
    private static final Set<String> NAMES = Set.of(
            "time",
            "timestamp",
            "datetime",
            "date_time",
            "date",
            "date time",
            "t",
            "utc",
            "epoch",
            "日期",
            "时间",
            "监测时间",
            "采集时间",
            "观测时间",
            "日期时间");
    private static final List<Set<String>> PARTS = List.of(
            Set.of("year", "y", "yyyy", "年"),
            Set.of("month", "mon", "mm", "月"),
            Set.of("day", "d", "dd", "日"),
            Set.of("hour", "h", "hh", "时"),
            Set.of("minute", "min", "分"));
    private static final int WITHOUT_HOUR = 3;
    private static final int MONTHS = 12;
    private static final String CLOCK =
            "(?:[T\\s]+(?<h>\\d{1,2}):(?<min>\\d{2})(?::(?<s>\\d{2})(?:[.,](?<f>\\d{1,9}))?)?"
                    + "(?:\\s*(?<half>[AaPp])\\.?[Mm]\\.?)?\\s*(?<zone>Z|[+-]\\d{2}(?::?\\d{2})?)?)?";
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(?<y>\\d{4})[-/.年](?<m>\\d{1,2})[-/.月](?<d>\\d{1,2})日?" + CLOCK);
    private static final Pattern DOTTED = Pattern.compile("(?<d>\\d{1,2})\\.(?<m>\\d{1,2})\\.(?<y>\\d{4})" + CLOCK);
    private static final Pattern SLASHED = Pattern.compile("(?<m>\\d{1,2})/(?<d>\\d{1,2})/(?<y>\\d{4})" + CLOCK);
    private static final Pattern SLASHED_DAY_FIRST =
            Pattern.compile("(?<d>\\d{1,2})/(?<m>\\d{1,2})/(?<y>\\d{4})" + CLOCK);
    private static final Pattern COMPACT = Pattern.compile(
            "((?:19|20)\\d{2})(\\d{2})(\\d{2})(?:[T\\s]?(\\d{2}):?(\\d{2})(?::?(\\d{2}))?((?:[.,]\\d+)?Z?))?");
    private static final Pattern DAY =
            Pattern.compile("\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{1,2}[./]\\d{1,2}[./]\\d{4}|(?:19|20)\\d{6}");
    private static final Pattern TIME_OF_DAY =
            Pattern.compile("\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?(\\s*[AaPp]\\.?[Mm]\\.?)?");
    private static final Pattern ZONE =
            Pattern.compile("(?i)(?<![a-z])(?:utc|gmt)(?![a-z])\\s*([+-](?:1[0-4]|0?\\d))?(?!\\d)");
    private static final Pattern DAYS = Pattern.compile("[2-7]\\d{4}(\\.\\d+)?");
    private static final LocalDateTime DAY_0 = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final Pattern EPOCH = Pattern.compile("-?\\d{9,13}(\\.\\d{1,9})?");
    private static final double IN_MILLIS = 1e11;

    Times {
        columns = List.copyOf(columns);
    }

    /** What one cell alone leaves open, and the column as a whole tells. */
    enum Form {
        /** {@code 4/10/2012} is in April. */
        MONTH_FIRST,
        /** {@code 4/10/2012} is in October: somewhere in the column the first number is above 12. */
        DAY_FIRST,
        /** Every cell counts days since the end of 1899, as spreadsheets do. */
        DAYS_SINCE_1900;

        static Form of(Table table, int column) {
            var cells = table.rows().stream()
                    .map(row -> row.cell(column))
                    .filter(cell -> !cell.isEmpty())
                    .toList();
            if (!cells.isEmpty()
                    && cells.stream().allMatch(cell -> DAYS.matcher(cell).matches())) {
                return DAYS_SINCE_1900;
            }
            return cells.stream().anyMatch(Form::isDayFirst) ? DAY_FIRST : MONTH_FIRST;
        }

        private static boolean isDayFirst(String cell) {
            var date = SLASHED.matcher(cell);
            return date.matches() && Integer.parseInt(date.group("m")) > MONTHS;
        }
    }

    /** The column, with the one beside it that says the time of day where this one says the day alone, or the reverse. */
    private static Times in(Table table, int column, ZoneId zone) {
        var own = zone(table.names().get(column)).orElse(zone);
        if (isAll(table, column, TIME_OF_DAY)) {
            return IntStream.of(column - 1, column + 1)
                    .filter(i -> isAll(table, i, DAY))
                    .mapToObj(i -> new Times(List.of(i, column), false, own, Form.of(table, i)))
                    .findFirst()
                    .orElseGet(() -> new Times(List.of(column), false, own, Form.MONTH_FIRST));
        }
        var clock = IntStream.of(column + 1, column - 1)
                .filter(i -> isAll(table, column, DAY) && isAll(table, i, TIME_OF_DAY))
                .boxed()
                .findFirst();
        var columns = clock.map(i -> List.of(column, i)).orElse(List.of(column));
        return new Times(columns, false, own, Form.of(table, column));
    }

    private static boolean isAll(Table table, int column, Pattern form) {
        return column >= 0
                && column < table.names().size()
                && !table.rows().isEmpty()
                && table.rows().stream()
                        .map(row -> row.cell(column))
                        .allMatch(cell -> form.matcher(cell).matches());
    }

    /** The zone that a heading names: {@code time (UTC)}, {@code UTC+8}. */
    private static Optional<ZoneId> zone(String heading) {
        var match = ZONE.matcher(heading);
        return match.find()
                ? Optional.of(ZoneOffset.ofHours(match.group(1) == null ? 0 : Integer.parseInt(match.group(1))))
                : Optional.empty();
    }

    /**
     * @param name of the column; {@code null} to guess
     * @throws Usage when there is no such column, or none that looks like a time
     */
    static Times find(Table table, @Nullable String name, ZoneId zone) {
        if (name != null) {
            return in(table, table.column(name), zone);
        }
        return separate(table, zone)
                .or(() -> byName(table, zone))
                .or(() -> byLook(table, zone))
                .orElseThrow(() ->
                        new Usage("no column looks like a time; name it with --time; there are: " + table.listed()));
    }

    private static Optional<Times> separate(Table table, ZoneId zone) {
        var columns = PARTS.stream()
                .map(names -> IntStream.range(0, table.names().size())
                        .filter(i -> names.contains(plain(table.names().get(i))))
                        .boxed()
                        .findFirst())
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
        return columns.size() >= WITHOUT_HOUR
                ? Optional.of(new Times(columns, true, zone, Form.MONTH_FIRST))
                : Optional.empty();
    }

    private static Optional<Times> byName(Table table, ZoneId zone) {
        return IntStream.range(0, table.names().size())
                .filter(i -> NAMES.contains(plain(table.names().get(i))))
                .mapToObj(i -> in(table, i, zone))
                .findFirst();
    }

    private static Optional<Times> byLook(Table table, ZoneId zone) {
        var sample = table.rows().stream().limit(5).toList();
        return IntStream.range(0, table.names().size())
                .mapToObj(i -> in(table, i, zone))
                .filter(times -> times.form() != Form.DAYS_SINCE_1900) // any large value looks like one
                .filter(times -> !sample.isEmpty()
                        && sample.stream().allMatch(row -> times.of(row).isPresent()))
                .findFirst();
    }

    private static String plain(String name) {
        return Headings.bare(name).toLowerCase(Locale.ROOT);
    }

    /** How the columns are called. */
    String told(Table table) {
        return String.join(" ", columns.stream().map(table.names()::get).toList());
    }

    /** The time of a row, to the millisecond; empty when its cells do not say one. */
    Optional<Instant> of(Row row) {
        try {
            return parts ? fromParts(row) : parse(text(row), zone, form);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private String text(Row row) {
        return columns.stream().map(row::cell).collect(Collectors.joining(" "));
    }

    private Optional<Instant> fromParts(Row row) {
        var at = new int[] {0, 1, 1, 0, 0};
        for (var i = 0; i < columns.size(); i++) {
            at[i] = Integer.parseInt(row.cell(columns.get(i)));
        }
        return Optional.of(
                local(at[0], at[1], at[2], at[3], at[4], 0).atZone(zone).toInstant());
    }

    static Optional<Instant> parse(String text, ZoneId zone, Form form) {
        if (form == Form.DAYS_SINCE_1900) {
            return DAYS.matcher(text).matches() ? Optional.of(days(Double.parseDouble(text), zone)) : Optional.empty();
        }
        var slashed = form == Form.DAY_FIRST ? SLASHED_DAY_FIRST : SLASHED;
        return Stream.of(YEAR_FIRST, DOTTED, slashed)
                .map(pattern -> pattern.matcher(spread(text)))
                .filter(Matcher::matches)
                .findFirst()
                .map(date -> instant(date, zone))
                .or(() -> EPOCH.matcher(text).matches()
                        ? Optional.of(epoch(Double.parseDouble(text)))
                        : Optional.empty());
    }

    /** {@code 20120410T0805} as {@code 2012-04-10 08:05:00}; anything else as it is. */
    private static String spread(String text) {
        var c = COMPACT.matcher(text);
        if (!c.matches()) {
            return text;
        }
        var day = "%s-%s-%s".formatted(c.group(1), c.group(2), c.group(3));
        return c.group(4) == null
                ? day
                : "%s %s:%s:%s%s"
                        .formatted(day, c.group(4), c.group(5), c.group(6) == null ? "00" : c.group(6), c.group(7));
    }

    private static Instant instant(Matcher date, ZoneId zone) {
        var local = local(
                        number(date.group("y")),
                        number(date.group("m")),
                        number(date.group("d")),
                        hour(number(date.group("h")), date.group("half")),
                        number(date.group("min")),
                        number(date.group("s")))
                .plusNanos(nanos(date.group("f")));
        var offset = date.group("zone");
        return local.atZone(offset == null ? zone : ZoneOffset.of(offset)).toInstant();
    }

    /** 12 AM is midnight, 12 PM is noon. */
    private static int hour(int hour, @Nullable String half) {
        if (half == null) {
            return hour;
        }
        if (hour < 1 || hour > 12) {
            throw new DateTimeException("there is no hour %d in half a day".formatted(hour));
        }
        return hour % 12 + (half.equalsIgnoreCase("p") ? 12 : 0);
    }

    /** Spreadsheets keep days as a binary fraction, so what they mean is the nearest second. */
    private static Instant days(double days, ZoneId zone) {
        return DAY_0.plusSeconds(Math.round(days * 86_400)).atZone(zone).toInstant();
    }

    private static Instant epoch(double value) {
        return Instant.ofEpochMilli(Math.round(Math.abs(value) >= IN_MILLIS ? value : value * 1_000));
    }

    /** Hour 24 is the end of the day. */
    private static LocalDateTime local(int year, int month, int day, int hour, int minute, int second) {
        var midnight = hour == 24 && minute == 0 && second == 0;
        return LocalDateTime.of(year, month, day, midnight ? 0 : hour, minute, second)
                .plusDays(midnight ? 1 : 0);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static long nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000").substring(0, 3)) * 1_000_000;
    }
}
