package cn.shanshao.center.approval;

import cn.shanshao.center.Problem;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A module that knows what somebody must have seen before they sign one of its papers. */
public interface Caution {
    /** What that is now, without anybody's name; empty where there is nothing, and of a subject of another module. */
    Optional<Against> of(String subject);

    /**
     * What speaks against a paper.
     *
     * @param keys one for each fact, the same for as long as it stands: whoever signs names those that they have seen
     * @param en the facts in words
     * @param zh the same in Chinese
     */
    record Against(List<String> keys, String en, String zh) {
        public Against {
            keys = keys.stream().sorted().toList();
        }

        Against and(Against other) {
            return new Against(
                    Stream.concat(keys.stream(), other.keys.stream()).toList(),
                    en + "; " + other.en,
                    zh + "；" + other.zh);
        }

        /** In English and, in brackets, in Chinese. */
        public String said() {
            return "%s (%s)".formatted(en, zh);
        }

        /**
         * What ceased to stand since somebody saw it is no matter; what came since is.
         *
         * @param aware keys of the facts that somebody says to have seen; {@code null}: they say nothing of it
         * @throws Problem 422 where they say nothing; 409, with all the keys as {@code aware}, where a fact is not among them
         */
        public void mustBeSeen(@Nullable Collection<String> aware) {
            if (aware == null) {
                throw Problem.invalid("aware", null, "%s, once you have seen that %s".formatted(keys, said()));
            }
            if (!new HashSet<>(aware).containsAll(keys)) {
                throw Problem.conflict(
                        "aware must be %s, was %s: look again, %s (还没了结的与所见不同，请重新查看：%s)".formatted(keys, aware, en, zh),
                        "aware",
                        keys);
            }
        }
    }
}
