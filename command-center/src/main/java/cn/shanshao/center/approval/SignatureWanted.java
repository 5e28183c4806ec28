package cn.shanshao.center.approval;

import java.util.List;
import java.util.stream.Stream;

/**
 * From now on signatures are waited for: whoever may give them must be rung, and not only shown it. Published inside the
 * transaction in which the step begins.
 *
 * @param lines one for each signature that is needed
 */
public record SignatureWanted(String id, String subject, List<Line> lines) {
    public SignatureWanted {
        lines = List.copyOf(lines);
    }

    /**
     * Those of whom one is enough; nobody where nobody could sign.
     *
     * @param atOnce of each seat whoever is to be rung first: who is on duty, if anybody is
     * @param then the others in the order in which they are rung
     */
    public record Line(List<String> atOnce, List<String> then) {
        public Line {
            atOnce = List.copyOf(atOnce);
            then = List.copyOf(then);
        }

        public List<String> people() {
            return Stream.concat(atOnce.stream(), then.stream()).toList();
        }
    }
}
