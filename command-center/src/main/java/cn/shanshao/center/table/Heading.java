package cn.shanshao.center.table;

/** A column, and what belongs into it. */
public interface Heading {
    /** As the first row writes it. */
    String title();

    /** Whether a table without it cannot be read. */
    boolean isDemanded();

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
