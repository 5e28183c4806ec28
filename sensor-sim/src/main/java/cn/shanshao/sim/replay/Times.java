package cn.shanshao.sim.replay;

import cn.shanshao.sim.Usage;
import cn.shanshao.sim.replay.Table.Row;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where a row says its time. In one column: {@code 2012-04-10}, {@code 2012/4/10}, {@code 20120410}, with
 * {@code HH:mm[:ss[.SSS]]} or without, with an offset or {@code Z} or without, or Unix seconds or milliseconds. Or in
 * columns of their own: year, month, day, and perhaps hour and minute. A time without an offset is of {@code zone}.
 */
record Times(List<Integer> columns, boolean parts, ZoneId zone) {
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
    private static final Pattern DATE = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})"
            + "(?:[T\\s]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*(Z|[+-]\\d{2}:?\\d{2})?)?");
    private static final Pattern COMPACT =
            Pattern.compile("((?:19|20)\\d{2})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2})?)?");
    private static final Pattern EPOCH = Pattern.compile("-?\\d{9,13}(\\.\\d{1,9})?");
    private static final double IN_MILLIS = 1e11;

    Times {
        columns = List.copyOf(columns);
    }

    /**
     * @param name of the column; {@code null} to guess
     * @throws Usage when there is no such column, or none that looks like a time
     */
    static Times find(Table table, @Nullable String name, ZoneId zone) {
        if (name != null) {
            return new Times(List.of(table.column(name)), false, zone);
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
        return columns.size() >= WITHOUT_HOUR ? Optional.of(new Times(columns, true, zone)) : Optional.empty();
    }

    private static Optional<Times> byName(Table table, ZoneId zone) {
        return IntStream.range(0, table.names().size())
                .filter(i -> NAMES.contains(plain(table.names().get(i))))
                .mapToObj(i -> new Times(List.of(i), false, zone))
                .findFirst();
    }

    private static Optional<Times> byLook(Table table, ZoneId zone) {
        var sample = table.rows().stream().limit(5).toList();
        return IntStream.range(0, table.names().size())
                .mapToObj(i -> new Times(List.of(i), false, zone))
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
            return parts ? fromParts(row) : parse(row.cell(columns.get(0)), zone);
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private Optional<Instant> fromParts(Row row) {
        var at = new int[] {0, 1, 1, 0, 0};
        for (var i = 0; i < columns.size(); i++) {
            at[i] = Integer.parseInt(row.cell(columns.get(i)));
        }
        return Optional.of(
                local(at[0], at[1], at[2], at[3], at[4], 0).atZone(zone).toInstant());
    }

    static Optional<Instant> parse(String text, ZoneId zone) {
        var date = DATE.matcher(text);
        if (date.matches()) {
            var local = local(
                            number(date.group(1)),
                            number(date.group(2)),
                            number(date.group(3)),
                            number(date.group(4)),
                            number(date.group(5)),
                            number(date.group(6)))
                    .plusNanos(nanos(date.group(7)));
            var offset = date.group(8);
            return Optional.of(
                    offset == null
                            ? local.atZone(zone).toInstant()
                            : OffsetDateTime.of(local, java.time.ZoneOffset.of(offset))
                                    .toInstant());
        }
        var compact = COMPACT.matcher(text);
        if (compact.matches()) {
            return Optional.of(local(
                            number(compact.group(1)),
                            number(compact.group(2)),
                            number(compact.group(3)),
                            number(compact.group(4)),
                            number(compact.group(5)),
                            number(compact.group(6)))
                    .atZone(zone)
                    .toInstant());
        }
        return EPOCH.matcher(text).matches() ? Optional.of(epoch(Double.parseDouble(text))) : Optional.empty();
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
