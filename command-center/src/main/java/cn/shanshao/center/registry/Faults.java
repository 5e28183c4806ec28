package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that it is told all at once. */
final class Faults {
    private final List<Problem.Fault> found = new ArrayList<>();

    Faults unless(boolean right, String field, @Nullable Object value, String expected) {
        if (!right) {
            found.add(new Problem.Fault(field, value, expected));
        }
        return this;
    }

    List<Problem.Fault> list() {
        return List.copyOf(found);
    }

    boolean hasAny() {
        return !found.isEmpty();
    }

    /** @throws Problem 422 when there was any */
    void tell() {
        if (!found.isEmpty()) {
            throw Problem.invalid(found);
        }
    }
}
