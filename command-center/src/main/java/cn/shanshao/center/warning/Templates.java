package cn.shanshao.center.warning;

import cn.shanshao.center.warning.Basis.Verified;
import cn.shanshao.ingest.wire.Json;
import cn.shanshao.ingest.wire.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What notices may say, as {@code warning/templates.json} has it: carriers register a template under its id. */
final class Templates {
    private static final String FILE = "/warning/templates.json";
    private static final String FIRST = "zh";
    private static final Set<String> LANGUAGES = Set.of(FIRST, "ko", "en");

    private static final Map<Key, Template> ALL = read();

    private Templates() {}

    private record Key(
            Act act,
            Purpose purpose,
            @Nullable Level level,
            @Nullable Verified verified,
            String language) {}

    /**
     * One of them.
     *
     * @param level {@code null} where the text tells none
     * @param verified who has verified what nobody has signed; {@code null}: it says nothing of that, or that nobody has
     * @param colour the level in words
     * @param action what people do, unless the officer says otherwise
     * @param anywhere where they go when no place is known
     * @param patterns the fullest first; {@code {mark}}, {@code {place}}, {@code {colour}}, {@code {action}},
     *     {@code {shelter}} and {@code {route}} are filled in
     */
    record Template(
            String id,
            Act act,
            Purpose purpose,
            @Nullable Level level,
            @Nullable Verified verified,
            String language,
            String colour,
            String action,
            String anywhere,
            List<String> patterns) {
        Template {
            patterns = List.copyOf(patterns);
        }
    }

    private static Map<Key, Template> read() {
        try (var file = Templates.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("the templates of notices must lie at " + FILE);
            }
            var byKey = new HashMap<Key, Template>();
            for (var t : Json.read(file.readAllBytes(), Template[].class)) {
                byKey.put(new Key(t.act(), t.purpose(), t.level(), t.verified(), t.language()), t);
            }
            return Map.copyOf(byKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Template> all() {
        return List.copyOf(ALL.values());
    }

    /** Whether a notice can say that at all: nothing is lowered to red, and only a red goes out unverified. */
    static boolean has(Act act, Purpose purpose, @Nullable Level level) {
        return ALL.containsKey(new Key(act, purpose, level, null, FIRST));
    }

    /** @throws IllegalArgumentException where there is none, see {@link #has} */
    static Template get(Act act, Purpose purpose, @Nullable Level level, @Nullable Verified verified, String language) {
        var found = ALL.get(new Key(act, purpose, level, verified, spoken(language)));
        if (found == null) {
            throw new IllegalArgumentException(
                    "there is no template for act %s, purpose %s, level %s and verified by %s"
                            .formatted(act, purpose, level, verified));
        }
        return found;
    }

    /** The language that somebody is written to in: the first one where there are no templates in theirs. */
    static String spoken(String language) {
        var primary = language.split("-", 2)[0].toLowerCase(Locale.ROOT);
        return LANGUAGES.contains(primary) ? primary : FIRST;
    }

    /** In which contacts may read it though no household does. */
    static String first() {
        return FIRST;
    }
}
