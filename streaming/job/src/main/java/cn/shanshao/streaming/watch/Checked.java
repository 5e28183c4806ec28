package cn.shanshao.streaming.watch;

import cn.shanshao.ingest.history.Row;
import cn.shanshao.ingest.quality.Checks;
import cn.shanshao.ingest.quality.Quality;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The quality control of one channel, and the newest suspects as they were stored, for their flag may change. */
final class Checked {
    /** A suspect waits for two more, which may be suspect too. */
    private static final int MOST = 4;

    private final Quality quality;
    private final List<Row> suspects = new ArrayList<>(0);

    Checked(String quantity) {
        this(new Quality(Checks.of(quantity)));
    }

    private Checked(Quality quality) {
        this.quality = quality;
    }

    Quality quality() {
        return quality;
    }

    void suspect(Row row) {
        if (suspects.size() == MOST) {
            suspects.remove(0);
        }
        suspects.add(row);
    }

    /** The stored reading that an amendment is about, with its new flag. */
    Optional<Row> amend(Quality.Amendment amendment) {
        var found = suspects.stream()
                .filter(row -> row.at().toEpochMilli() == amendment.at())
                .findFirst();
        found.ifPresent(suspects::remove);
        return found.map(row -> new Row(
                row.device(),
                row.quantity(),
                row.value(),
                amendment.flag(),
                row.at(),
                row.written(),
                row.received(),
                row.approximate()));
    }

    void write(DataOutput out) throws IOException {
        quality.write(out);
        out.writeByte(suspects.size());
        for (var row : suspects) {
            out.writeUTF(row.device());
            out.writeDouble(row.value());
            out.writeByte(row.flag());
            out.writeLong(row.at().toEpochMilli());
            out.writeLong(row.written().toEpochMilli());
            out.writeLong(row.received().toEpochMilli());
            out.writeBoolean(row.approximate());
        }
    }

    static Checked read(String quantity, DataInput in) throws IOException {
        var checked = new Checked(Quality.read(Checks.of(quantity), in));
        for (var i = in.readByte(); i > 0; i--) {
            checked.suspects.add(new Row(
                    in.readUTF(),
                    quantity,
                    in.readDouble(),
                    in.readByte(),
                    Instant.ofEpochMilli(in.readLong()),
                    Instant.ofEpochMilli(in.readLong()),
                    Instant.ofEpochMilli(in.readLong()),
                    in.readBoolean()));
        }
        return checked;
    }
}
