package cn.shanshao.center.warning;

import cn.shanshao.center.alert.Alerts;
import cn.shanshao.center.alert.Episode;
import cn.shanshao.center.registry.Contact;
import cn.shanshao.center.registry.ContactRole;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.registry.Dossier;
import cn.shanshao.center.registry.HazardPoint;
import cn.shanshao.center.registry.Registry;
import cn.shanshao.center.residents.Household;
import cn.shanshao.center.residents.PointCard;
import cn.shanshao.center.residents.Residents;
import cn.shanshao.center.warning.Basis.Verified;
import cn.shanshao.center.warning.Notice.Window;
import cn.shanshao.ingest.wire.Forecast;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts a notice together: whom it is for, what each of them reads, and the hash that is signed. */
@Component
class Drafting {
    /** Who is on the spot, and learns of a red that nobody has judged. */
    static final Set<ContactRole> ON_THE_SPOT =
            Set.of(ContactRole.MONITOR, ContactRole.VILLAGE_HEAD, ContactRole.ORDER_GIVER);

    private final Registry registry;
    private final Residents residents;
    private final Audience audience;
    private final Signers signers;
    private final Wording wording;
    private final Alerts alerts;
    private final NoticeStore notices;
    private final Remains remains;
    private final Clock clock;

    Drafting(
            Registry registry,
            Residents residents,
            Audience audience,
            Signers signers,
            Wording wording,
            Alerts alerts,
            NoticeStore notices,
            Remains remains,
            Clock clock) {
        this.registry = registry;
        this.residents = residents;
        this.audience = audience;
        this.signers = signers;
        this.wording = wording;
        this.alerts = alerts;
        this.notices = notices;
        this.remains = remains;
        this.clock = clock;
    }

    /**
     * What is to be told.
     *
     * @param level {@code null} of an all-clear, and of a correction that takes everything back
     * @param instruction in place of what the template says; {@code null} to leave that
     * @param shelter {@code null}: that of the point's card
     * @param route {@code null}: that of the point's card
     * @param area {@code null}: the danger zone of the point
     * @param corrects id of the notice that is taken back or set right
     */
    record Wish(
            Act act,
            Purpose purpose,
            @Nullable Level level,
            String reason,
            @Nullable String instruction,
            @Nullable String shelter,
            @Nullable String route,
            boolean joint,
            @Nullable DangerZone area,
            @Nullable String corrects) {
        static Wish of(Act act, Purpose purpose, @Nullable Level level, String reason) {
            return new Wish(act, purpose, level, reason, null, null, null, false, null, null);
        }

        /** Whether it ends what people were told before, as {@link Notice#endsAll} has it. */
        boolean endsAll() {
            return purpose.endsAll(level);
        }
    }

    /**
     * The notice as it would be signed, its number the next one of the warning, which must be locked.
     *
     * @param by username, or {@code job} or {@code system}
     * @param standingOrder under which it goes out; {@code null}: under none
     */
    Notice draft(Warning warning, Wish wish, String by, @Nullable String standingOrder) {
        return draft(warning, wish, by, standingOrder, null);
    }

    /**
     * The word to the people on the spot of a red that nobody has signed.
     *
     * @param verified who has verified it; {@code null}: nobody
     */
    Notice unsigned(Warning warning, String reason, String by, @Nullable Verified verified) {
        var wish = Wish.of(Act.EVACUATION, Purpose.UNVERIFIED, Level.RED, reason);
        return draft(warning, wish, by, null, verified);
    }

    private Notice draft(
            Warning warning, Wish wish, String by, @Nullable String standingOrder, @Nullable Verified verified) {
        var point = registry.findPoint(warning.pointId());
        var card = residents.findCard(warning.pointId(), clock.instant());
        var heard = Heard.of(notices.of(warning.id()));
        var bare = new Notice(
                UUID.randomUUID().toString(),
                warning.id(),
                notices.nextNumber(warning.id()),
                wish.act(),
                wish.purpose(),
                wish.level(),
                warning.pointId(),
                point.map(HazardPoint::name).orElse(warning.pointId()),
                warning.division(),
                signers.signing(wish.act(), gravest(wish.level(), heard.by(wish.act())), warning.division()),
                signers.informed(warning.division()),
                warning.realm(),
                area(
                        wish,
                        heard,
                        point.map(HazardPoint::dossier).map(Dossier::zone).orElse(null)),
                wish.reason(),
                window(warning),
                wish.instruction(),
                wish.shelter() != null
                        ? wish.shelter()
                        : card.map(PointCard::shelter).orElse(null),
                wish.route() != null ? wish.route() : card.map(PointCard::route).orElse(null),
                wish.joint(),
                List.of(),
                0,
                0,
                "",
                NoticeState.SIGNING,
                by,
                clock.instant(),
                null,
                List.of(),
                standingOrder,
                wish.corrects(),
                null);
        var based = bare.resting(remains.basis(warning, wish.endsAll(), verified));
        var worded = wish.purpose() == Purpose.UNVERIFIED ? toThoseOnTheSpot(based) : toResidents(based);
        return worded.hashed(hash(worded));
    }

    /** Where people were told of it they hear of its end, and of a rise, however wide that was. */
    private static @Nullable DangerZone area(Wish wish, Heard heard, @Nullable DangerZone ofPoint) {
        var those = wish.purpose() == Purpose.CORRECT ? heard.setRight(wish.act(), wish.level()) : heard.notices();
        var told = those.stream().map(Notice::area).filter(Objects::nonNull).reduce(DangerZone::joined);
        if (wish.purpose().followsWhatWasTold() && told.isPresent()) {
            return told.get();
        }
        if (wish.area() != null) {
            return wish.area();
        }
        // who was told the milder, however far away, hears the graver, and that it is lowered
        return heard.notices().stream()
                .filter(notice -> notice.act() == wish.act())
                .map(Notice::area)
                .filter(Objects::nonNull)
                .reduce(DangerZone::joined)
                .orElse(ofPoint);
    }

    private static @Nullable Level gravest(@Nullable Level told, @Nullable Level before) {
        if (told == null || before == null) {
            return told == null ? before : told;
        }
        return told.atLeast(before) ? told : before;
    }

    private Notice toResidents(Notice bare) {
        var households = audience.of(bare);
        var readers = new LinkedHashMap<Reader, List<Household>>();
        contacts(bare).forEach(reader -> readers.put(reader, new ArrayList<>()));
        for (var household : households) {
            readers.computeIfAbsent(Reader.of(household, bare.shelter(), bare.route()), r -> new ArrayList<>())
                    .add(household);
        }
        var alone = audience.alone(bare.pointId(), bare.realm(), households);
        var villagers = alone.stream()
                .collect(Collectors.groupingBy(
                        c -> Reader.of(c.language(), bare.shelter(), bare.route()), Collectors.counting()));
        var words = readers.entrySet().stream()
                .map(e -> wording.words(
                        bare,
                        e.getKey(),
                        people(e.getValue())
                                + villagers.getOrDefault(e.getKey(), 0L).intValue(),
                        e.getValue().size()))
                .toList();
        return bare.saying(words, people(households) + alone.size(), households.size());
    }

    /** The variants of the people on the card, Chinese first: there is always one to fall back upon. */
    private List<Reader> contacts(Notice bare) {
        var readers = new ArrayList<Reader>();
        readers.add(Reader.of(Templates.first(), bare.shelter(), bare.route()));
        registry.contactsOf(bare.pointId()).stream()
                .map(c -> Reader.of(c.language(), bare.shelter(), bare.route()))
                .forEach(readers::add);
        return readers;
    }

    private Notice toThoseOnTheSpot(Notice bare) {
        var byReader = registry.contactsOf(bare.pointId()).stream()
                .filter(c -> ON_THE_SPOT.contains(c.role()))
                .collect(Collectors.groupingBy(
                        c -> Reader.of(c.language(), bare.shelter(), bare.route()),
                        LinkedHashMap::new,
                        Collectors.mapping(Contact::phone, Collectors.toSet())));
        var first = Reader.of(Templates.first(), bare.shelter(), bare.route());
        byReader.putIfAbsent(first, Set.of());
        var words = byReader.entrySet().stream()
                .map(e -> wording.words(bare, e.getKey(), e.getValue().size(), 0))
                .toList();
        return bare.saying(words, words.stream().mapToInt(Words::people).sum(), 0);
    }

    private static int people(List<Household> households) {
        return households.stream().mapToInt(Household::people).sum();
    }

    /** The earliest of what the alerts foresee. */
    private @Nullable Window window(Warning warning) {
        return warning.alertIds().stream()
                .map(alerts::find)
                .flatMap(Optional::stream)
                .filter(Episode::open)
                .map(e -> e.alert().forecast())
                .flatMap(Drafting::window)
                .min(Comparator.comparing(Window::earliest))
                .orElse(null);
    }

    private static Stream<Window> window(@Nullable Forecast forecast) {
        if (forecast == null) {
            return Stream.of();
        }
        var earliest = forecast.earliest();
        var latest = forecast.latest();
        return earliest == null || latest == null ? Stream.of() : Stream.of(new Window(earliest, latest));
    }

    /**
     * Over everything that is told: level, area, people and every variant of the words among it; how far it is on its way
     * changes nothing.
     */
    static String hash(Notice notice) {
        try {
            var told = notice.with(NoticeState.SIGNING, null, List.of()).hashed("");
            var content = Json.sorted(Map.of("notice", told));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
