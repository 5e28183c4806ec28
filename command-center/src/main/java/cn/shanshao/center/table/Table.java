package cn.shanshao.center.table;

import cn.shanshao.center.identity.CurrentUser;
import java.util.List;
import java.util.Map;

/** A kind of table that can be taken in, handed out, and taken back. */
public interface Table {
    /** As the address names it, e.g. {@code points}. */
    String kind();

    /** As the audit trail names one row of it, e.g. {@code point}. */
    String noun();

    /** As its sheet is called. */
    String title();

    /** Whether what it says is about persons. */
    boolean isPersonal();

    List<? extends Heading> headings();

    /** What an empty cell says, for who fills the template in. */
    String emptyCell();

    /** What the user may see, as cells by their titles. */
    List<Map<String, String>> rows(CurrentUser user);

    /** Looks at a file, and stores nothing. */
    Preview look(CurrentUser user, byte[] file);

    /** Those taken in, newest first, at most 100. */
    List<Lot> lots(List<String> divisions);

    /**
     * Puts everything back as it was before.
     *
     * @throws cn.shanshao.center.Problem 409 when it was undone before, something of it was changed since, or something
     *     rests on what it made
     */
    void undo(Lot lot, String who);
}
