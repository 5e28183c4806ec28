package cn.shanshao.center.audit;

import java.util.Map;

/**
 * Facts about a person, as a value anywhere in what an {@link Act} tells. They are kept under a key of that person's
 * own, until {@link Audit#forget} drops it; the entry still holds then.
 *
 * @param person whom they are about, by an id that itself tells nothing, e.g. {@code contact:7f0c…}
 * @param facts names, numbers, places of living
 */
public record Personal(String person, Map<String, ?> facts) {
    public Personal {
        facts = Map.copyOf(facts);
    }

    /** Without the facts, so that they do not end in a log. */
    @Override
    public String toString() {
        return "Personal[" + person + "]";
    }
}
