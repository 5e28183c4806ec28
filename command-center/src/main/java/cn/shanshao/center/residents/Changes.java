package cn.shanshao.center.residents;

import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactVersion;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.registry.Dossier;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.PaperVersion;
import cn.shanshao.center.registry.PointFile;
import cn.shanshao.center.registry.PreventionPlan;
import cn.shanshao.ingest.wire.Json;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells from the versions of a point's records who changed what, and when. */
final class Changes {
    /** Every record has them, and they say nothing of it. */
    private static final Set<String> UNTOLD = Set.of("id", "version", "pointId", "realm");

    private final List<Change> told = new ArrayList<>();
    /** The newest version told so far, and when it ended, by record. */
    private final Map<String, Before> before = new TreeMap<>();

    /** What was done to a record. */
    enum Verb {
        @JsonProperty("made")
        MADE,
        @JsonProperty("changed")
        CHANGED,
        @JsonProperty("removed")
        REMOVED
    }

    /**
     * One change.
     *
     * @param what {@code point}, {@code person}, {@code plan}, {@code work}, {@code photo}, {@code document}, {@code card}
     *     or {@code household}
     * @param subject what it is called; empty for the point itself and its card
     * @param by username; {@code null} for a removal of before its author was kept: the audit trail has it
     */
    record Change(
            Instant at, @Nullable String by, String what, String id, String subject, Verb verb, List<Field> fields) {}

    /** A field that became another; {@code null}: it was, or is, empty. */
    record Field(
            String field, @Nullable Object before, @Nullable Object after) {}

    private record Before(
            String what,
            String id,
            String subject,
            @Nullable Instant until,
            @Nullable String endedBy,
            Map<String, Object> facts) {
        Change removal() {
            return new Change(Objects.requireNonNull(until), endedBy, what, id, subject, Verb.REMOVED, List.of());
        }
    }

    /** Newest first, at most so many. */
    List<Change> newest(int most) {
        before.values().stream().filter(b -> b.until() != null).forEach(b -> told.add(b.removal()));
        return told.stream()
                .sorted(Comparator.comparing(Change::at).reversed())
                .limit(most)
                .toList();
    }

    void point(HazardPoint point, Instant since, @Nullable Instant until, String by) {
        var facts = facts(point);
        var zone = Optional.ofNullable(point.dossier()).map(Dossier::zone);
        facts.keySet().removeIf(key -> key.startsWith("dossier.zone"));
        zone.map(DangerZone::area).ifPresent(area -> facts.put("dossier.zone", Math.round(area)));
        tell(
                "point",
                point.id(),
                "",
                since,
                until,
                by,
                null,
                facts,
                zone.map(Object::toString).orElse(""));
    }

    void person(ContactVersion v) {
        var contact = v.contact();
        var facts = new LinkedHashMap<String, Object>();
        contact.ifPresent(c -> {
            facts.put("name", c.name());
            facts.put("phone", c.maskedPhone());
            facts.put("role", facts(c).get("role"));
            facts.put("language", c.language());
        });
        tell(
                "person",
                v.id(),
                contact.map(Contact::name).orElse(""),
                v.since(),
                v.until(),
                v.by(),
                v.endedBy(),
                facts,
                "");
    }

    void paper(PaperVersion v) {
        var plan = v.paper() instanceof PreventionPlan;
        var facts = facts(v.paper());
        var name = String.valueOf(facts.get(plan ? "edition" : "name"));
        tell(plan ? "plan" : "work", v.paper().id(), name, v.since(), v.until(), v.by(), v.endedBy(), facts, "");
    }

    void card(PointCardStore.Version v) {
        tell("card", "", "", v.since(), v.until(), v.changedBy(), null, facts(Masking.masked(v.card())), "");
    }

    void household(HouseholdStore.Version v) {
        var household = Optional.ofNullable(v.household()).map(Masking::masked);
        tell(
                "household",
                v.id(),
                household.map(Household::name).orElse(""),
                v.since(),
                v.until(),
                v.changedBy(),
                v.endedBy(),
                household.map(Changes::facts).orElse(Map.of()),
                "");
    }

    void file(PointFile f) {
        var what = f.kind() == PointFile.Kind.PHOTO ? "photo" : "document";
        told.add(new Change(f.addedAt(), f.addedBy(), what, f.id(), f.name(), Verb.MADE, List.of()));
        if (f.removedAt() != null) {
            told.add(new Change(f.removedAt(), f.removedBy(), what, f.id(), f.name(), Verb.REMOVED, List.of()));
        }
    }

    /** @param shape by which a change is seen that the facts do not show, as of a zone that kept its area */
    private void tell(
            String what,
            String id,
            String subject,
            Instant since,
            @Nullable Instant until,
            String by,
            @Nullable String endedBy,
            Map<String, Object> facts,
            String shape) {
        var key = what + "/" + id;
        var last = before.put(key, new Before(what, id, subject, until, endedBy, with(facts, shape)));
        if (last == null || last.until() != null && last.until().isBefore(since)) {
            if (last != null) {
                told.add(last.removal());
            }
            told.add(new Change(since, by, what, id, subject, Verb.MADE, List.of()));
            return;
        }
        var fields = new ArrayList<Field>();
        var names = new LinkedHashMap<>(last.facts());
        names.putAll(facts);
        for (var name : names.keySet()) {
            var was = last.facts().get(name);
            var is = facts.get(name);
            if (!name.isEmpty() && !Objects.equals(was, is)) {
                fields.add(new Field(name, was, is));
            }
        }
        var isMoved = !Objects.equals(last.facts().get(""), shape.isEmpty() ? null : shape);
        if (isMoved && fields.stream().noneMatch(f -> f.field().equals("dossier.zone"))) {
            fields.add(new Field("dossier.zone", last.facts().get("dossier.zone"), facts.get("dossier.zone")));
        }
        told.add(new Change(since, by, what, id, subject, Verb.CHANGED, List.copyOf(fields)));
    }

    private static Map<String, Object> with(Map<String, Object> facts, String shape) {
        var all = new LinkedHashMap<>(facts);
        if (!shape.isEmpty()) {
            all.put("", shape);
        }
        return all;
    }

    /** The fields of a record as they are told over the interface, those of its parts as {@code part.field}. */
    private static Map<String, Object> facts(Object told) {
        var facts = new LinkedHashMap<String, Object>();
        flatten("", Json.read(Json.write(told), Map.class), facts);
        return facts;
    }

    private static void flatten(String path, Map<?, ?> map, Map<String, Object> facts) {
        map.forEach((name, value) -> {
            if (value instanceof Map<?, ?> part) {
                flatten(path + name + ".", part, facts);
            } else if (value != null && !UNTOLD.contains(path + name)) {
                facts.put(path + name, value);
            }
        });
    }
}
