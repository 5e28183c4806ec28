package cn.shanshao.center.table;

import java.util.Set;

/** A column, and what belongs into it. */
public interface Heading {
    /** In a cell: what is stored is taken away. An empty cell may as well mean that nobody has anything to say of it. */
    Set<String> CLEAR = Set.of("清空", "—");

    /** As the first row writes it. */
    String title();

    /** Whether a table without it cannot be read. */
    boolean isDemanded();

    /** Whether {@link #CLEAR} takes away what is stored of it. */
    default boolean isClearable() {
        return false;
    }

    /** What is right there, in Chinese or English. */
    String expected(boolean chinese);

    /** A cell as the template shows it; empty for none. */
    String example();

    /** One that a table may lack. */
    record Plain(String title, String zh, String en, String example) implements Heading {
        @Override
        public boolean isDemanded() {
            return false;
        }

        @Override
        public String expected(boolean chinese) {
            return chinese ? zh : en;
        }
    }
}
