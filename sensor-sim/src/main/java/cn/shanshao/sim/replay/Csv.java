package cn.shanshao.sim.replay;

import cn.shanshao.sim.replay.Table.Row;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into records and cells as RFC 4180 says; blank lines are passed over. */
final class Csv {
    private final String text;
    private final char separator;
    private final List<Row> rows = new ArrayList<>();
    private List<String> cells = new ArrayList<>();
    private final StringBuilder cell = new StringBuilder();
    private int line = 1;
    private int began = 1;

    private Csv(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    static List<Row> records(String text, char separator) {
        return new Csv(text, separator).cut();
    }

    private List<Row> cut() {
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                    line += c == '\n' ? 1 : 0;
                }
            } else if (c == '"' && cell.toString().isBlank()) {
                cell.setLength(0);
                quoted = true;
            } else if (c == separator) {
                endCell();
            } else if (c == '\n') {
                endRow();
                line++;
                began = line;
            } else if (c != '\r') {
                cell.append(c);
            } else if (i + 1 >= text.length() || text.charAt(i + 1) != '\n') {
                endRow();
                line++;
                began = line;
            }
        }
        endRow();
        return rows;
    }

    private void endCell() {
        cells.add(cell.toString());
        cell.setLength(0);
    }

    private void endRow() {
        endCell();
        if (cells.size() > 1 || !cells.get(0).isBlank()) {
            rows.add(new Row(began, cells));
        }
        cells = new ArrayList<>();
    }
}
