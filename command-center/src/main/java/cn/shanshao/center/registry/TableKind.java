package cn.shanshao.center.registry;

import cn.shanshao.center.Problem;
import cn.shanshao.center.identity.CurrentUser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a table of points, of devices and of contacts differ in. */
interface TableKind<T> {
    /** As the address names it. */
    String kind();

    /** As the audit trail names one. */
    String noun();

    /** As its sheet is called. */
    String title();

    boolean isPersonal();

    List<TableColumn> columns();

    /** The column by which a row is told twice. */
    TableColumn keyColumn();

    /** What the user may see. */
    List<T> all(CurrentUser user);

    Map<String, String> cells(T one);

    /** Reads rows against what is stored at this moment. */
    Reader<T> reader(CurrentUser user);

    /** Reads one row after the other. */
    interface Reader<T> {
        /**
         * What a row asks for.
         *
         * @param before as it is stored; {@code null} for a new one
         * @param after in the version of {@code before}, or 0
         */
        record Read<T>(@Nullable T before, T after) {}

        /** Empty where cells are in the way. It tells the cells by which key a second row for the same is found. */
        Optional<Read<T>> read(Cells cells);
    }

    String id(T one);

    long version(T one);

    /** In which it lies now. */
    String division(T one);

    /** Makes it when its version is 0, else changes it; the stored one comes back. */
    T save(T one, String who);

    Optional<T> find(String id);

    /** To be kept beside the lot; what is personal is sealed. */
    byte[] packed(T one);

    /** Puts it back as it was, over the one that is stored now. */
    void restore(byte[] before, T now, String who);

    /** @throws Problem 409 when something rests on it */
    void remove(T one, String who);
}
