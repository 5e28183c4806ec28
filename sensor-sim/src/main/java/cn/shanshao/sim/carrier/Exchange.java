package cn.shanshao.sim.carrier;

import cn.shanshao.sim.carrier.Entry.Kind;
import cn.shanshao.sim.carrier.Entry.Receipt;
import cn.shanshao.sim.carrier.Message.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The carrier's switch: takes messages for phones and texts typed on them, and holds what the customer must still be
 * told. Bounded by refusing intake: with {@value #DUE} untold entries new messages are refused, so nothing that was
 * accepted is ever dropped.
 */
final class Exchange implements AutoCloseable {
    static final int DUE = 20_000;
    /** Where a phone's text goes that was never written to. A made-up service number. */
    static final String SERVICE = "1069000000";

    private static final int SUPERFLUOUS = 20_000;

    private final Phones phones = new Phones();
    private final Map<Long, Entry> untold = new LinkedHashMap<>();
    private final BlockingQueue<Entry> typed = new LinkedBlockingQueue<>();
    private final BlockingQueue<Entry> receipts = new LinkedBlockingQueue<>();
    private final Memory memory;
    private long lastId;
    private long lines;
    /** Lines of the file when it was written anew last. */
    private long shortest;

    private Exchange(Path file) throws IOException {
        memory = Memory.open(file, this::recall);
        untold.values().forEach(this::queue);
        shortenIfLong();
    }

    static Exchange open(Path file) throws IOException {
        return new Exchange(file);
    }

    /** The file holds more than is remembered: it is written anew once in {@value #SUPERFLUOUS} lines. */
    private void shortenIfLong() throws IOException {
        if (lines <= shortest + SUPERFLUOUS) {
            return;
        }
        var kept = phones.entries();
        var all = new ArrayList<>(kept);
        untold.values().stream().filter(e -> e.kind() == Kind.RECEIPT).forEach(all::add);
        for (var entry : kept) {
            if (entry.kind() == Kind.TYPED && !untold.containsKey(entry.id())) {
                all.add(Entry.told(entry));
            }
        }
        memory.replace(all);
        lines = all.size();
        shortest = lines;
    }

    /** Before the line is written: what it says is not remembered yet. */
    private void write(Entry entry) {
        try {
            shortenIfLong();
        } catch (IOException e) {
            throw new UncheckedIOException("the carrier's memory cannot be shortened", e);
        }
        memory.write(entry);
        lines++;
    }

    private void recall(Entry entry) {
        lines++;
        lastId = Math.max(lastId, entry.id());
        switch (entry.kind()) {
            case ARRIVED -> phones.add(entry);
            case PART -> phones.join(entry).ifPresent(phones::add);
            case TYPED -> {
                phones.add(entry);
                untold.put(entry.id(), entry);
            }
            case RECEIPT -> untold.put(entry.id(), entry);
            case TOLD -> untold.remove(entry.id());
        }
    }

    /**
     * Puts one part of a message on a phone.
     *
     * @param reached whether the phone could be reached
     * @param receipt whether the customer wants to be told what became of it
     * @return the message's id
     * @throws Full when there is no room
     */
    synchronized long submit(
            String number, String service, Segment part, boolean flash, boolean reached, boolean receipt) throws Full {
        if (untold.size() >= DUE || !phones.hasRoomFor(number)) {
            throw new Full("%d entries wait to be told".formatted(untold.size()));
        }
        var id = nextId();
        var now = Instant.now();
        if (reached) {
            arrive(id, number, service, part, new Message(Direction.IN, part.text(), now, flash));
        }
        if (receipt) {
            keep(Entry.receipt(id, number, service, new Receipt(reached, now, now)));
        }
        return id;
    }

    /** A message in parts is kept as its parts, one line each: no crash can come between the last of them and the whole. */
    private void arrive(long id, String number, String service, Segment part, Message message) {
        var alone = part.total() == 1;
        var entry =
                alone ? Entry.arrived(id, number, service, message) : Entry.part(id, number, service, message, part);
        write(entry);
        if (alone) {
            phones.add(entry);
        } else {
            phones.join(entry).ifPresent(phones::add);
        }
    }

    private void keep(Entry entry) {
        write(entry);
        untold.put(entry.id(), entry);
    }

    /** The customer knows the id now: what became of the message may be told. */
    synchronized void answered(long id) {
        var entry = untold.get(id);
        if (entry != null) {
            queue(entry);
        }
    }

    synchronized void type(String number, String text) throws Full {
        if (untold.size() >= DUE || !phones.hasRoomFor(number)) {
            throw new Full("%d entries wait to be told".formatted(untold.size()));
        }
        var service = phones.lastService(number).orElse(SERVICE);
        var entry = Entry.typed(nextId(), number, service, new Message(Direction.OUT, text, Instant.now(), false));
        keep(entry);
        phones.add(entry);
        queue(entry);
    }

    private void queue(Entry entry) {
        (entry.kind() == Kind.TYPED ? typed : receipts).add(entry);
    }

    synchronized void told(Entry entry) {
        if (untold.remove(entry.id()) != null) {
            write(Entry.told(entry));
        }
    }

    synchronized List<Phone> phones() {
        return phones.all();
    }

    BlockingQueue<Entry> typed() {
        return typed;
    }

    BlockingQueue<Entry> receipts() {
        return receipts;
    }

    /** Rises over restarts, also when the memory was lost: an id never names two messages. */
    private long nextId() {
        lastId = Math.max(lastId + 1, System.currentTimeMillis() * 1000);
        return lastId;
    }

    @Override
    public void close() throws IOException {
        memory.close();
    }

    /** There is no room; try again later. */
    static final class Full extends Exception {
        Full(String message) {
            super(message);
        }
    }
}
