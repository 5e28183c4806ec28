package cn.shanshao.center.approval;

import java.util.List;

/**
 * From now on signatures are waited for: whoever may give them must be rung, and not only shown it. Published inside the
 * transaction in which the step begins.
 *
 * @param lines one for each signature that is needed, with those of whom one is enough in the order in which they are rung:
 *     of the first seat who is on duty before the others, then the same of the next seat; a line is empty where nobody could
 *     sign
 */
public record SignatureWanted(String id, String subject, List<List<String>> lines) {
    public SignatureWanted {
        lines = lines.stream().map(List::copyOf).toList();
    }
}
