package cn.shanshao.sim.carrier;

import cn.shanshao.sim.carrier.Message.Direction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is on the phones, and the parts of messages that wait for the rest. Bounded: each phone keeps its newest
 * {@value #KEPT} messages, a new number beyond {@value #NUMBERS} is refused, and of more than {@value #UNJOINED}
 * unfinished messages the oldest is forgotten.
 */
final class Phones {
    static final int KEPT = 200;
    static final int NUMBERS = 10_000;
    static final int UNJOINED = 1_000;

    private final Map<String, Deque<Entry>> phones = new TreeMap<>();
    private final Map<Key, Map<Integer, Entry>> unjoined = new LinkedHashMap<>();

    private record Key(String number, String service, int reference, int total) {}

    boolean hasRoomFor(String number) {
        return phones.containsKey(number) || phones.size() < NUMBERS;
    }

    void add(Entry entry) {
        var messages = phones.computeIfAbsent(entry.number(), number -> new ArrayDeque<>());
        messages.addLast(entry);
        if (messages.size() > KEPT) {
            messages.removeFirst();
        }
    }

    /** Takes a part; the joined message when it was the last that lacked. */
    Optional<Entry> join(Entry entry) {
        var part = entry.part();
        var first = entry.message();
        if (part == null || first == null) {
            return Optional.empty();
        }
        var key = new Key(entry.number(), entry.service(), part.reference(), part.total());
        var parts = unjoined.computeIfAbsent(key, none -> new TreeMap<>());
        parts.put(part.number(), entry);
        if (parts.size() < part.total()) {
            forgetOldest();
            return Optional.empty();
        }
        unjoined.remove(key);
        var text = new StringBuilder();
        for (var each : parts.values()) {
            text.append(each.part() == null ? "" : each.part().text());
        }
        var message = new Message(Direction.IN, text.toString(), first.at(), first.flash());
        return Optional.of(Entry.arrived(entry.id(), entry.number(), entry.service(), message));
    }

    private void forgetOldest() {
        if (unjoined.size() > UNJOINED) {
            unjoined.remove(unjoined.keySet().iterator().next());
        }
    }

    /** The number from which the phone was last written to. */
    Optional<String> lastService(String number) {
        var messages = phones.getOrDefault(number, new ArrayDeque<>());
        for (var each = messages.descendingIterator(); each.hasNext(); ) {
            var entry = each.next();
            if (entry.kind() == Entry.Kind.ARRIVED) {
                return Optional.of(entry.service());
            }
        }
        return Optional.empty();
    }

    List<Phone> all() {
        var all = new ArrayList<Phone>();
        phones.forEach((number, entries) ->
                all.add(new Phone(number, entries.stream().map(Entry::message).toList())));
        return all;
    }

    /** Everything, as it would have to be read again after a restart. */
    List<Entry> entries() {
        var entries = new ArrayList<Entry>();
        phones.values().forEach(entries::addAll);
        unjoined.values().forEach(parts -> entries.addAll(parts.values()));
        return entries;
    }
}
