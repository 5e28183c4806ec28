package cn.shanshao.center.registry;

import cn.shanshao.center.China;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a camera wrote into a JPEG beside the picture: Exif 2.32 (CIPA DC-008). Whatever cannot be understood is taken as
 * not there.
 *
 * @param orientation 1…8, how the picture has to be turned; 1 when nothing is said
 * @param takenAt {@code null} when not said; a camera without an offset is taken to show the time of China
 * @param place where the camera stood; {@code null} when not said
 */
record Exif(
        int orientation,
        @Nullable Instant takenAt,
        @Nullable Place place) {
    /** Degrees, WGS 84, which equals CGCS2000 at this accuracy. */
    record Place(double lon, double lat) {}

    private static final Exif NONE = new Exif(1, null, null);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu:MM:dd HH:mm:ss");
    private static final byte[] HEAD = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_ENTRIES = 512;
    private static final int ORIENTATION = 0x0112;
    private static final int EXIF_IFD = 0x8769;
    private static final int GPS_IFD = 0x8825;
    private static final int TAKEN = 0x9003;
    private static final int OFFSET = 0x9011;

    static Exif of(byte[] jpeg) {
        try {
            return segment(ByteBuffer.wrap(jpeg)).map(Exif::read).orElse(NONE);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return NONE;
        }
    }

    /** The TIFF part of the first APP1 segment that is Exif. */
    private static Optional<ByteBuffer> segment(ByteBuffer jpeg) {
        jpeg.position(2);
        while (jpeg.remaining() > 4 && (jpeg.get() & 0xff) == 0xff) {
            var marker = jpeg.get() & 0xff;
            var length = (jpeg.getShort() & 0xffff) - 2;
            var isLast = marker == 0xda || length < 0 || length > jpeg.remaining();
            if (isLast) {
                return Optional.empty();
            }
            if (marker == 0xe1 && length > HEAD.length && startsWith(jpeg, HEAD)) {
                return Optional.of(jpeg.slice(jpeg.position() + HEAD.length, length - HEAD.length));
            }
            jpeg.position(jpeg.position() + length);
        }
        return Optional.empty();
    }

    private static boolean startsWith(ByteBuffer buffer, byte[] head) {
        var bytes = new byte[head.length];
        buffer.duplicate().get(bytes);
        return Arrays.equals(bytes, head);
    }

    private static Exif read(ByteBuffer tiff) {
        var order = tiff.getShort();
        tiff.order(order == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        if (tiff.getShort() != 42) {
            return NONE;
        }
        var first = directory(tiff, tiff.getInt());
        var exif = first.containsKey(EXIF_IFD)
                ? directory(tiff, (int) first.get(EXIF_IFD).number(0))
                : Map.<Integer, Field>of();
        var gps = first.containsKey(GPS_IFD)
                ? directory(tiff, (int) first.get(GPS_IFD).number(0))
                : Map.<Integer, Field>of();
        var turn = first.containsKey(ORIENTATION) ? (int) first.get(ORIENTATION).number(0) : 1;
        return new Exif(turn >= 1 && turn <= 8 ? turn : 1, takenAt(exif), place(gps));
    }

    private record Field(String text, List<Double> numbers) {
        double number(int i) {
            return i < numbers.size() ? numbers.get(i) : Double.NaN;
        }
    }

    private static Map<Integer, Field> directory(ByteBuffer tiff, int at) {
        var fields = new HashMap<Integer, Field>();
        var count = Math.min(tiff.getShort(at) & 0xffff, MOST_ENTRIES);
        for (var i = 0; i < count; i++) {
            var entry = at + 2 + 12 * i;
            var type = tiff.getShort(entry + 2);
            var values = tiff.getInt(entry + 4);
            if (values > 0 && values <= 64) {
                field(tiff, type, values, entry + 8).ifPresent(f -> fields.put(tiff.getShort(entry) & 0xffff, f));
            }
        }
        return fields;
    }

    private static Optional<Field> field(ByteBuffer tiff, int type, int values, int inline) {
        var size = switch (type) {
            case 2 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5 -> 8;
            default -> 0;
        };
        if (size == 0) {
            return Optional.empty();
        }
        var at = size * values <= 4 ? inline : tiff.getInt(inline);
        if (at < 0 || at + size * values > tiff.limit()) {
            return Optional.empty();
        }
        if (type == 2) {
            var text = new byte[values];
            tiff.get(at, text);
            return Optional.of(new Field(new String(text, StandardCharsets.US_ASCII).replace("\0", ""), List.of()));
        }
        var numbers = new ArrayList<Double>();
        for (var i = 0; i < values; i++) {
            numbers.add(
                    switch (type) {
                        case 3 -> (double) (tiff.getShort(at + 2 * i) & 0xffff);
                        case 4 -> (double) (tiff.getInt(at + 4 * i) & 0xffffffffL);
                        default ->
                            (double) (tiff.getInt(at + 8 * i) & 0xffffffffL)
                                    / (tiff.getInt(at + 8 * i + 4) & 0xffffffffL);
                    });
        }
        return Optional.of(new Field("", numbers));
    }

    private static @Nullable Instant takenAt(Map<Integer, Field> exif) {
        var taken = exif.get(TAKEN);
        if (taken == null) {
            return null;
        }
        try {
            var local = LocalDateTime.parse(taken.text().strip(), TIME);
            var offset = exif.get(OFFSET);
            return offset == null
                    ? local.atZone(China.ZONE).toInstant()
                    : local.toInstant(ZoneOffset.of(offset.text().strip()));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Place place(Map<Integer, Field> gps) {
        var lat = degrees(gps.get(2), gps.get(1), "S");
        var lon = degrees(gps.get(4), gps.get(3), "W");
        return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? new Place(lon, lat) : null;
    }

    /** Degrees, minutes and seconds; not a number when they are not there. */
    private static double degrees(@Nullable Field dms, @Nullable Field side, String negative) {
        if (dms == null || side == null) {
            return Double.NaN;
        }
        var value = dms.number(0) + dms.number(1) / 60 + dms.number(2) / 3600;
        return side.text().equals(negative) ? -value : value;
    }
}
