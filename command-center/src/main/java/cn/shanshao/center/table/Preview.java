package cn.shanshao.center.table;

import cn.shanshao.center.identity.CurrentUser;
import java.util.List;
import java.util.function.IntConsumer;

/** What a table would do: nothing is stored yet. */
public interface Preview {
    /** Those that are not empty. */
    int rows();

    /** How many it would make. */
    int made();

    /** How many it would change. */
    int changed();

    /** How many stand already as the table has them. */
    int same();

    /** Every cell that is in the way; nothing is taken while there is one. */
    List<CellFault> faults();

    /**
     * Takes all of it, or nothing.
     *
     * @param id of the lot that it becomes
     * @param name of the file
     * @param done hears how many are written
     * @throws cn.shanshao.center.Problem 409 when somebody has changed one of them meanwhile
     */
    void take(String id, String name, CurrentUser by, IntConsumer done);

    /** How much of the memory it takes. */
    default int size() {
        return made() + changed();
    }
}
