package cn.shanshao.center.registry;

import cn.shanshao.center.table.Heading;

/** A column of a table of points, devices or contacts; {@code field} is that of the object. */
record TableColumn(
        String title, String field, boolean isDemanded, String zh, String en, String example, boolean isClearable)
        implements Heading {
    /** One that is never without a value. */
    TableColumn(String title, String field, boolean isDemanded, String zh, String en, String example) {
        this(title, field, isDemanded, zh, en, example, false);
    }

    @Override
    public String expected(boolean chinese) {
        return chinese ? zh : en;
    }
}
