package cn.shanshao.center.warning;

import cn.shanshao.center.SmsText;
import cn.shanshao.center.warning.Templates.Template;
import cn.shanshao.ingest.wire.Realm;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The words of a notice for one reader: level, place, action and shelter, in one short message of 70 UTF-16 units
 * wherever that can be. Names that are too long are cut, each down to half of the room, and never inside a surrogate
 * pair. What an officer adds is never cut, and the route of a correction is not left out: the text takes more than one message
 * then. The same notice and reader give
 * the same words, whenever they are asked for.
 */
@Component
public class Wording {
    /** A name that was cut shorter than this is none. */
    private static final int LEAST = 6;

    private final String mark;

    Wording(@Value("${shanshao.demo:false}") boolean demo) {
        this.mark = demo ? "演示" : "演练";
    }

    /** The ids under which carriers register what notices say. */
    public static List<String> templates() {
        return Templates.all().stream().map(Template::id).toList();
    }

    /**
     * The text as it leaves.
     *
     * @param language BCP 47; Chinese where there are no templates in it
     * @param shelter where the reader goes; {@code null} where no place is known
     */
    public String of(Notice notice, String language, @Nullable String shelter) {
        return text(notice, Reader.of(language, shelter, notice.route()));
    }

    Words words(Notice notice, Reader reader, int people, int households) {
        var text = text(notice, reader);
        return new Words(
                template(notice, reader).id(),
                reader.language(),
                reader.shelter(),
                reader.route(),
                text,
                SmsText.parts(text).size(),
                people,
                households);
    }

    private String text(Notice notice, Reader reader) {
        var template = template(notice, reader);
        var action = notice.instruction() == null ? template.action() : notice.instruction();
        var shelter = reader.shelter() == null ? template.anywhere() : reader.shelter();
        for (var pattern : template.patterns()) {
            var named = pattern.contains("{route}") ? reader.route() : "";
            if (named == null) {
                continue;
            }
            var full = filled(notice, template, pattern, action, notice.place(), shelter, named);
            // a way that is blocked is what a correction may be for
            if (full.length() <= SmsText.SINGLE || notice.purpose() == Purpose.CORRECT && !named.isEmpty()) {
                return full;
            }
        }
        return cut(notice, template, action, shelter);
    }

    private String cut(Notice notice, Template template, String action, String shelter) {
        var place = notice.place();
        var shortest = template.patterns().get(template.patterns().size() - 1);
        var room = SmsText.SINGLE
                - filled(notice, template, shortest, action, "", "", "").length();
        if (room < 2 * LEAST) {
            return filled(notice, template, shortest, action, place, shelter, "");
        }
        var forShelter = Math.min(shelter.length(), Math.max(room / 2, room - place.length()));
        return filled(
                notice,
                template,
                shortest,
                action,
                shortened(place, room - forShelter),
                shortened(shelter, forShelter),
                "");
    }

    private static String shortened(String name, int room) {
        return name.length() <= room ? name : SmsText.beginning(name, room - 1) + "…";
    }

    private String filled(
            Notice notice,
            Template template,
            String pattern,
            String action,
            String place,
            String shelter,
            String route) {
        var filled = new StringBuilder();
        var from = 0;
        for (var open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            var close = pattern.indexOf('}', open);
            filled.append(pattern, from, open);
            filled.append(
                    switch (pattern.substring(open + 1, close)) {
                        case "mark" -> mark(notice.realm(), template.language());
                        case "place" -> place;
                        case "colour" -> template.colour();
                        case "action" -> action;
                        case "shelter" -> shelter;
                        case "route" -> route;
                        default ->
                            throw new IllegalStateException(
                                    "template %s has an unknown place at %d".formatted(template.id(), open));
                    });
            from = close + 1;
        }
        return filled.append(pattern.substring(from)).toString();
    }

    /** Chinese in every language, since everybody here knows that word, and in the reader's own. */
    private String mark(Realm realm, String language) {
        if (realm == Realm.LIVE) {
            return "";
        }
        return switch (language) {
            case "ko" -> mark + " 훈련: ";
            case "en" -> mark + " DRILL: ";
            default -> mark + "：";
        };
    }

    private static Template template(Notice notice, Reader reader) {
        var basis = notice.basis();
        return Templates.get(
                notice.act(),
                notice.purpose(),
                notice.level(),
                basis == null ? null : basis.verified(),
                reader.language());
    }
}
