package cn.shanshao.center.residents;

import cn.shanshao.ingest.wire.Realm;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Those who live under one roof below a slope, or a camp, a school, a group of guests; with everything that their
 * evacuation card (避险明白卡) says and the point's does not.
 *
 * @param id made once, never shown on a card
 * @param version rises with every change; 0 for one that is not stored yet
 * @param number of the card (编号), unique at the point
 * @param name of the head of the household (户主姓名), or of the camp or school
 * @param people how many are there (家庭人数), 1 or more
 * @param houseKind what they live in (房屋类别), e.g. 砖混
 * @param members at most 8, as the card has room for; the others count in {@code people}
 * @param lines phones by which they can be reached, the first one first
 * @param language BCP 47 of what they read, e.g. {@code zh}, {@code ko}
 * @param position of the slope to the house (灾害体与本住户的位置关系)
 * @param precautions of this household (本住户注意事项)
 * @param route they leave by (撤离路线)
 * @param shelter where they go (安置单位), with who is in charge
 * @param medical who takes care of the hurt (救护单位)
 * @param runner a neighbour who goes there on foot when no phone is answered; {@code null} when nobody has agreed to
 * @param from first day they are there; {@code null}: they were always there
 * @param to last day; {@code null}: nobody knows of an end
 * @param lon of the house, degrees, CGCS2000; {@code null} until somebody has put it on the map
 * @param lat of the house, degrees
 */
public record Household(
        String id,
        long version,
        String pointId,
        String number,
        HouseholdKind kind,
        String name,
        int people,
        String address,
        @Nullable String houseKind,
        List<Member> members,
        List<Line> lines,
        String language,
        @Nullable String position,
        @Nullable String precautions,
        @Nullable String route,
        @Nullable Unit shelter,
        @Nullable Unit medical,
        @Nullable Line runner,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Double lon,
        @Nullable Double lat,
        Realm realm) {
    public Household {
        members = List.copyOf(members);
        lines = List.copyOf(lines);
    }

    /**
     * One of them.
     *
     * @param sex {@code m} or {@code f}; {@code null} when not said
     * @param age in years; {@code null} when not said
     */
    public record Member(
            String name, @Nullable String sex, @Nullable Integer age) {
        /** Without the person, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Member";
        }
    }

    /**
     * A phone and who answers it.
     *
     * @param phone digits, as {@code Contact.phone}
     */
    public record Line(String name, String phone) {
        /** Without the number, so that it does not end in a log. */
        @Override
        public String toString() {
            return "Line";
        }
    }

    /** A place or an office, who is in charge there, and the phone. */
    public record Unit(
            String place, @Nullable String head, @Nullable String phone) {
        /** Without the number. */
        @Override
        public String toString() {
            return "Unit";
        }
    }

    /** Whether they are there on that day. */
    public boolean isThere(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }

    /** Every number by which this household or its runner is reached. */
    Stream<String> phones() {
        return Stream.concat(lines.stream(), Stream.ofNullable(runner)).map(Line::phone);
    }

    Household with(String anotherId, long anotherVersion) {
        return new Household(
                anotherId,
                anotherVersion,
                pointId,
                number,
                kind,
                name,
                people,
                address,
                houseKind,
                members,
                lines,
                language,
                position,
                precautions,
                route,
                shelter,
                medical,
                runner,
                from,
                to,
                lon,
                lat,
                realm);
    }

    /** The same with other phones and places to go. */
    Household with(
            List<Line> otherLines,
            @Nullable Line otherRunner,
            @Nullable Unit otherShelter,
            @Nullable Unit otherMedical) {
        return new Household(
                id,
                version,
                pointId,
                number,
                kind,
                name,
                people,
                address,
                houseKind,
                members,
                otherLines,
                language,
                position,
                precautions,
                route,
                otherShelter,
                otherMedical,
                otherRunner,
                from,
                to,
                lon,
                lat,
                realm);
    }

    /** Nobody's name. */
    @Override
    public String toString() {
        return "Household[%s of %s]".formatted(id, pointId);
    }
}
