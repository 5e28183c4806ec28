package cn.shanshao.center.warning;

import cn.shanshao.center.identity.Role;
import cn.shanshao.center.registry.DangerZone;
import cn.shanshao.center.residents.Household;
import cn.shanshao.ingest.wire.Level;
import cn.shanshao.ingest.wire.Realm;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people are told once, and who answers for it. What stands in it when it is proposed is what is signed and what
 * leaves.
 *
 * @param number within the warning, from 1
 * @param level that people are told; {@code null} of an all-clear, and of a correction that takes everything back
 * @param place name of the point, as people know it
 * @param division of the point
 * @param signing the division in whose name it is signed
 * @param informed divisions above that learn of it at once, and may stop it
 * @param area in which people are told; {@code null}: everybody on the roster of the point
 * @param window in which failure is forecast
 * @param instruction what people are to do, where it is not what the template says; {@code null} otherwise
 * @param shelter where people go whose own card names no other
 * @param route by which they go
 * @param words every variant of the text
 * @param people told, by the roster when it was made, villagers who stand on no household's card among them
 * @param households with a card to which these belong
 * @param hash SHA-256 of all of it, hexadecimal: what the signatures are for
 * @param by username of who proposed it, or {@code system}
 * @param standingOrder id of the order under which it was issued; {@code null} where people signed
 * @param corrects id of the notice that it takes back or sets right
 * @param basis what it rested upon when it was proposed; {@code null} of one that was before that was kept
 */
public record Notice(
        String id,
        String warningId,
        int number,
        Act act,
        Purpose purpose,
        @Nullable Level level,
        String pointId,
        String place,
        String division,
        String signing,
        List<String> informed,
        Realm realm,
        @Nullable DangerZone area,
        String reason,
        @Nullable Window window,
        @Nullable String instruction,
        @Nullable String shelter,
        @Nullable String route,
        boolean joint,
        List<Words> words,
        int people,
        int households,
        String hash,
        NoticeState state,
        String by,
        Instant madeAt,
        @Nullable Instant issuedAt,
        List<Signature> signatures,
        @Nullable String standingOrder,
        @Nullable String corrects,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Basis basis) {
    public Notice {
        informed = List.copyOf(informed);
        words = List.copyOf(words);
        signatures = List.copyOf(signatures);
    }

    /** Whether it ends what people were told before: an all-clear, or a correction after which nothing holds. */
    public boolean endsAll() {
        return purpose.endsAll(level);
    }

    /** How many it goes to, for whoever signs it: an empty roster must not read like a number that somebody forgot. */
    public String reach() {
        if (people == 0) {
            return "名册上没有人";
        }
        return households == 0 ? "%d人".formatted(people) : "%d户%d人".formatted(households, people);
    }

    /** Everything that is told, for whoever signs it where there is no page of ours: a line for each variant, the reason first. */
    String readOut() {
        var remaining = basis == null || basis.remaining() == null
                ? ""
                : basis.remaining().said();
        return Stream.concat(
                        Stream.of("%s（%s）".formatted(reason, reach()), remaining)
                                .filter(line -> !line.isEmpty()),
                        words.stream().map(w -> "%s %d人：%s".formatted(w.language(), w.people(), w.text())))
                .collect(Collectors.joining("\n"));
    }

    /** Whether people may hear less from it than they have heard before. */
    public boolean eases() {
        return isOvertakenByRise() || purpose == Purpose.CORRECT;
    }

    /**
     * Whether it is wrong once the slope has risen since it was proposed: it says that things are better. A correction leaves
     * at once, and says what was right all along.
     */
    boolean isOvertakenByRise() {
        return purpose == Purpose.LIFT || purpose == Purpose.DOWNGRADE;
    }

    /** Whether it goes where people were told before, however wide that was, and not where somebody says. */
    boolean followsWhatWasTold() {
        return purpose.followsWhatWasTold();
    }

    /** The same, so far on its way. */
    Notice with(NoticeState nextState, @Nullable Instant when, List<Signature> signedBy) {
        return new Notice(
                id,
                warningId,
                number,
                act,
                purpose,
                level,
                pointId,
                place,
                division,
                signing,
                informed,
                realm,
                area,
                reason,
                window,
                instruction,
                shelter,
                route,
                joint,
                words,
                people,
                households,
                hash,
                nextState,
                by,
                madeAt,
                when,
                signedBy,
                standingOrder,
                corrects,
                basis);
    }

    /** The same, resting upon that. */
    Notice resting(Basis upon) {
        return new Notice(
                id,
                warningId,
                number,
                act,
                purpose,
                level,
                pointId,
                place,
                division,
                signing,
                informed,
                realm,
                area,
                reason,
                window,
                instruction,
                shelter,
                route,
                joint,
                words,
                people,
                households,
                hash,
                state,
                by,
                madeAt,
                issuedAt,
                signatures,
                standingOrder,
                corrects,
                upon);
    }

    /** The same with these words, for so many. */
    Notice saying(List<Words> variants, int toPeople, int toHouseholds) {
        return new Notice(
                id,
                warningId,
                number,
                act,
                purpose,
                level,
                pointId,
                place,
                division,
                signing,
                informed,
                realm,
                area,
                reason,
                window,
                instruction,
                shelter,
                route,
                joint,
                variants,
                toPeople,
                toHouseholds,
                hash,
                state,
                by,
                madeAt,
                issuedAt,
                signatures,
                standingOrder,
                corrects,
                basis);
    }

    /** The same under this hash. */
    Notice hashed(String digest) {
        return new Notice(
                id,
                warningId,
                number,
                act,
                purpose,
                level,
                pointId,
                place,
                division,
                signing,
                informed,
                realm,
                area,
                reason,
                window,
                instruction,
                shelter,
                route,
                joint,
                words,
                people,
                households,
                digest,
                state,
                by,
                madeAt,
                issuedAt,
                signatures,
                standingOrder,
                corrects,
                basis);
    }

    /** Before it is proposed: nothing to refer to, nothing to sign. */
    Notice without() {
        return new Notice(
                "",
                warningId,
                number,
                act,
                purpose,
                level,
                pointId,
                place,
                division,
                signing,
                informed,
                realm,
                area,
                reason,
                window,
                instruction,
                shelter,
                route,
                joint,
                words,
                people,
                households,
                "",
                state,
                by,
                madeAt,
                issuedAt,
                signatures,
                standingOrder,
                corrects,
                basis);
    }

    /** Where anybody reads it: without who proposed and signed it, and why. */
    Notice unnamed() {
        return new Notice(
                id,
                warningId,
                number,
                act,
                purpose,
                level,
                pointId,
                place,
                division,
                signing,
                informed,
                realm,
                area,
                "",
                window,
                instruction,
                shelter,
                route,
                joint,
                words,
                people,
                households,
                hash,
                state,
                "",
                madeAt,
                issuedAt,
                signatures.stream().map(Signature::unnamed).toList(),
                standingOrder,
                corrects,
                basis);
    }

    /** The time in which failure is forecast. */
    public record Window(Instant earliest, Instant latest) {}

    /**
     * Who answers for a notice.
     *
     * @param username login; of a standing order its id
     * @param role {@code null} of a standing order
     * @param method {@code password}, {@code certificate}, {@code platform} or {@code standing-order}
     */
    public record Signature(
            String username, String displayName, @Nullable Role role, String division, Instant at, String method) {
        Signature called(String name) {
            return new Signature(username, name, role, division, at, method);
        }

        private Signature unnamed() {
            return new Signature("", "", role, division, at, method);
        }

        /** Without the name, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Signature[%s by %s]".formatted(username, method);
        }
    }

    /** What a household reads: in its language, and with the place and way on its own card where it has them. */
    public Words wordsFor(Household household) {
        return wordsFor(Reader.of(household, shelter, route));
    }

    /** What somebody reads who lives nowhere below the slope. */
    public Words wordsFor(String language) {
        return wordsFor(Reader.of(language, shelter, route));
    }

    /** Who came after the notice was signed gets words that were signed: those for the place of the notice. */
    private Words wordsFor(Reader reader) {
        return words.stream()
                .filter(w -> reader.equals(Reader.of(w)))
                .findFirst()
                .or(() -> words.stream()
                        .filter(w ->
                                Reader.of(reader.language(), shelter, route).equals(Reader.of(w)))
                        .findFirst())
                .orElseGet(() -> words.get(0));
    }
}
